import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { AddExampleResponse } from '@understudy/domain/training-center/contracts/add-example';
import { useRef, useState, type FormEvent } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { AddedExample } from './added-example.tsx';
import { LengthNote } from './length-note.tsx';
import { sampleExample } from './sample-examples.ts';
import { useAddExample } from './use-example-actions.ts';

const emptyFields = { instruction: '', context: '', response: '', rejected: '' };

/** Where a person writes an example: what is asked, and what the avatar should answer. */
export function AddExampleForm({ avatarId }: { avatarId: string | null }) {
  const [fields, setFields] = useState(emptyFields);
  const [added, setAdded] = useState<AddExampleResponse | null>(null);
  const [withRejected, rejected] = useDisclosure(false);
  const first = useRef<HTMLTextAreaElement>(null);
  const add = useAddExample();
  const faults = faultsByField(add.error);
  const change = (changed: Partial<typeof emptyFields>) => setFields((now) => ({ ...now, ...changed }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      {
        instruction: fields.instruction,
        context: fields.context.trim() === '' ? null : fields.context,
        response: fields.response,
        rejected_response: withRejected && fields.rejected.trim() !== '' ? fields.rejected : null,
        avatar_id: avatarId,
      },
      {
        onSuccess: (answer) => {
          setAdded(answer);
          // Examples on the same subject follow each other: the context stays.
          setFields({ ...emptyFields, context: fields.context });
          first.current?.focus();
        },
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate aria-label="Add an example">
      <Stack gap="md">
        <Textarea
          ref={first}
          label="User question/input"
          required
          autosize
          minRows={2}
          maxRows={8}
          placeholder={sampleExample.instruction}
          value={fields.instruction}
          onChange={(event) => change({ instruction: event.currentTarget.value })}
          error={faults['instruction']}
        />
        <TextInput
          label="Context (optional)"
          placeholder={sampleExample.context}
          value={fields.context}
          onChange={(event) => change({ context: event.currentTarget.value })}
          error={faults['context']}
        />
        <div>
          <Textarea
            label="Expected AI response"
            required
            autosize
            minRows={5}
            maxRows={18}
            placeholder={sampleExample.response}
            value={fields.response}
            onChange={(event) => change({ response: event.currentTarget.value })}
            error={faults['response']}
          />
          <LengthNote response={fields.response} />
        </div>
        {withRejected && (
          <Textarea
            label="Rejected response"
            description="An answer that is not wanted makes a preference pair, for DPO."
            autosize
            minRows={3}
            maxRows={12}
            value={fields.rejected}
            onChange={(event) => change({ rejected: event.currentTarget.value })}
            error={faults['rejected_response']}
          />
        )}
        {add.isError && Object.keys(faults).length === 0 && (
          <Alert color="red" role="alert" title="The example was not added">
            {add.error.message}
          </Alert>
        )}
        <Group justify="space-between">
          <Button
            variant="subtle"
            color="gray"
            px="xs"
            ml={-8}
            aria-expanded={withRejected}
            onClick={rejected.toggle}
          >
            {withRejected ? 'Without a rejected response' : 'With a rejected response'}
          </Button>
          <Button
            type="submit"
            leftSection={<IconPlus size={17} />}
            loading={add.isPending}
            disabled={fields.instruction.trim() === '' || fields.response.trim() === ''}
          >
            Add example
          </Button>
        </Group>
        <div role="status">{added !== null && <AddedExample answer={added} />}</div>
        <Text size="xs" c="dimmed">
          Good examples are kind, complete and safe: no diagnosis, no dose, one voice throughout.
        </Text>
      </Stack>
    </form>
  );
}
