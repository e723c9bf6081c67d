import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import {
  createTrainingFileSchema,
  trainingFileLimits,
} from '@understudy/domain/training-files/training-file';
import { useMemo, useState, type FormEvent } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { faultsOf } from '../../app/form-faults.ts';
import { countOf } from '../../app/format.ts';
import { ConversationPicker } from './conversation-picker.tsx';
import { conversationFaults } from './conversation-faults.ts';
import classes from './picker-modal.module.css';
import { useCreateTrainingFile } from './use-training-file-actions.ts';

type TrainingFileFormProps = {
  /** Avatar whose conversations are shown at first. */
  avatarId: string | null;
  onCancel: () => void;
  onCreated: (fileId: string) => void;
};

/** What a new training file is called, and which conversations are in it. */
export function TrainingFileForm({ avatarId, onCancel, onCreated }: TrainingFileFormProps) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [faults, setFaults] = useState<Record<string, string>>({});
  const create = useCreateTrainingFile();
  const body = useMemo(
    () => ({ name, description: description.trim() || null, conversation_ids: [...chosen] }),
    [name, description, chosen],
  );
  // A new intention gets a new key; sending the same one again keeps it.
  const idempotencyKey = useMemo(() => ({ key: crypto.randomUUID(), intention: body }).key, [body]);
  const change = () => {
    setFaults({});
    create.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog that was opened from here has a form of its own, whose events bubble up to this one.
    if (event.target !== event.currentTarget) return;
    const checked = createTrainingFileSchema.safeParse(body);
    setFaults(checked.success ? {} : faultsOf(checked.error));
    if (!checked.success) return;
    create.mutate(
      { ...body, idempotencyKey },
      {
        onSuccess: ({ id }) => onCreated(id),
        onError: (error) => setFaults(faultsByField(error)),
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          data-autofocus
          label="Name"
          placeholder="production_training_batch_001"
          required
          maxLength={trainingFileLimits.nameLength}
          value={name}
          error={faults['name']}
          onChange={(event) => {
            setName(event.currentTarget.value);
            change();
          }}
        />
        <Textarea
          label="Description"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={trainingFileLimits.descriptionLength}
          value={description}
          error={faults['description']}
          onChange={(event) => {
            setDescription(event.currentTarget.value);
            change();
          }}
        />
        <ConversationPicker
          chosen={chosen}
          faults={conversationFaults(faults)}
          notInFile={null}
          avatarId={avatarId}
          onChange={(ids) => {
            setChosen(ids);
            change();
          }}
        />
        {create.isError && (
          <Text size="sm" c="red" role="alert">
            {create.error.message}
          </Text>
        )}
        <Group justify="flex-end" className={classes.foot}>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            {chosen.size === 0
              ? 'Create training file'
              : `Create with ${countOf(chosen.size, 'conversation')}`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
