import { Alert, Anchor, Autocomplete, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconExternalLink, IconHandStop } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import type { TrainingInstructions } from '@understudy/domain/fine-tune/trl/training-instructions';
import { useState, type FormEvent } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import { toApiError } from '../../api/api-error.ts';
import { useInstructions } from './use-instructions.ts';
import { useNameModel } from './use-job-actions.ts';

/** Says how a person trains with the files, and takes the name of the model that they have trained. */
export function NameModelForm({ job }: { job: FineTuneJob }) {
  const [model, setModel] = useState('');
  const name = useNameModel(job.id);
  const query = useInstructions(job.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    name.mutate(model.trim());
  };
  return (
    <Alert color="blue" icon={<IconHandStop />} title="Your turn: train the model">
      <form onSubmit={submit}>
        <Stack gap="md">
          {query.isPending && <Skeleton h={140} role="status" aria-label="Loading the instructions" />}
          {cannotShow(query) && <Text size="sm">{toApiError(query.error).message}</Text>}
          {query.data && <Steps instructions={query.data} />}
          <Group align="flex-end" gap="sm">
            <Autocomplete
              flex={1}
              miw={220}
              label="Name of the trained model"
              placeholder={query.data?.suggested_model ?? 'user/model'}
              data={query.data ? [query.data.suggested_model] : []}
              value={model}
              onChange={setModel}
              error={name.error?.message}
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

function Steps({ instructions: { steps } }: { instructions: TrainingInstructions }) {
  return (
    <List type="ordered" size="sm" spacing="xs">
      {steps.map(({ title, text, url }) => (
        <List.Item key={title}>
          {url === null ? (
            <strong>{title}</strong>
          ) : (
            <Anchor href={url} target="_blank" rel="noreferrer" inherit fw={600}>
              {title} <IconExternalLink size={13} aria-hidden />
            </Anchor>
          )}
          <Text size="sm">{text}</Text>
        </List.Item>
      ))}
    </List>
  );
}
