import { Alert, Button, Group, Kbd, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import type { FormEvent, KeyboardEvent } from 'react';
import { ExampleDetails } from './example-details.tsx';
import classes from './example-editor.module.css';
import { LengthNote } from './length-note.tsx';
import { useExampleEditor } from './use-example-editor.ts';

type ExampleEditorProps = { example: TrainingExampleItem; onClose: () => void };

/** The texts of an example, to be edited where they stand. Ctrl+Enter saves, Escape leaves it as it was. */
export function ExampleEditor({ example, onClose }: ExampleEditorProps) {
  const { fields, change, faults, error, isChanged, isPending, save } = useExampleEditor(example, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      noValidate
      aria-label={`Edit example ${example.index + 1}`}
      className={classes.editor}
    >
      <Stack gap="sm">
        <Textarea
          data-autofocus
          autoFocus
          label="User question/input"
          autosize
          maxRows={12}
          value={fields.instruction}
          onChange={(event) => change({ instruction: event.currentTarget.value })}
          error={faults['instruction']}
        />
        <TextInput
          label="Context"
          value={fields.context}
          onChange={(event) => change({ context: event.currentTarget.value })}
          error={faults['context']}
        />
        <div>
          <Textarea
            label={example.rejected_response === null ? 'Expected AI response' : 'Chosen response'}
            autosize
            maxRows={12}
            value={fields.response}
            onChange={(event) => change({ response: event.currentTarget.value })}
            error={faults['response']}
          />
          <LengthNote response={fields.response} />
        </div>
        {example.rejected_response !== null && (
          <Textarea
            label="Rejected response"
            autosize
            maxRows={12}
            value={fields.rejected}
            onChange={(event) => change({ rejected: event.currentTarget.value })}
            error={faults['rejected_response']}
          />
        )}
        {error !== null && (
          <Alert color="red" role="alert" title="It was not saved">
            {error}
          </Alert>
        )}
        <Group justify="space-between">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            <Kbd size="xs">Ctrl</Kbd> + <Kbd size="xs">Enter</Kbd> saves, <Kbd size="xs">Esc</Kbd> leaves it
            as it was
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={isPending} disabled={!isChanged}>
              Save
            </Button>
          </Group>
        </Group>
        <ExampleDetails example={example} />
      </Stack>
    </form>
  );
}
