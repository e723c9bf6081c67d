import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { useState, type FormEvent } from 'react';
import { useNameModel } from './use-job-actions.ts';

/** Says that a person trains with the files, and takes the name of the model that they have trained. */
export function NameModelForm({ job }: { job: FineTuneJob }) {
  const [model, setModel] = useState('');
  const name = useNameModel(job.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    name.mutate(model.trim());
  };
  return (
    <Alert color="blue" icon={<IconHandStop />} title="Your turn: train the model">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            {fineTuneProviderFacts[job.provider].title} has the data set, a training script and a notebook.
            Run one of them, then give the name of the model here: the job goes on with it.
          </Text>
          <Group align="flex-end" gap="sm">
            <TextInput
              flex={1}
              miw={220}
              label="Name of the trained model"
              placeholder="user/model"
              value={model}
              onChange={(event) => setModel(event.currentTarget.value)}
              error={name.error?.message}
              autoComplete="off"
            />
            <Button type="submit" disabled={model.trim() === ''} loading={name.isPending}>
              Use this model
            </Button>
          </Group>
        </Stack>
      </form>
    </Alert>
  );
}
