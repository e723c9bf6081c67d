import { ActionIcon, Button, Group, Menu, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { trainingFileLimits, type TrainingFile } from '@understudy/domain/training-files/training-file';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { faultsByField } from '../../api/api-error.ts';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { useDeleteTrainingFile, useUpdateTrainingFile } from './use-training-file-actions.ts';

/** What can be done with a training file itself: rename it, and delete it. */
export function FileMenu({ file }: { file: TrainingFile }) {
  const navigate = useNavigate();
  const remove = useDeleteTrainingFile(file.id);
  const [editing, edit] = useDisclosure(false);
  const [deleting, ask] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${file.name}`}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={edit.open}>
            Rename
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={ask.open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={editing} onClose={edit.close} title={`Rename ${file.name}`}>
        <RenameForm file={file} onDone={edit.close} />
      </Modal>
      <ConfirmModal
        opened={deleting}
        onClose={ask.close}
        title={`Delete “${file.name}”?`}
        action="Delete training file"
        loading={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate('/training-files') })}
      >
        What it was built into is deleted, and links to it end at once. Its conversations stay.
      </ConfirmModal>
    </>
  );
}

function RenameForm({ file, onDone }: { file: TrainingFile; onDone: () => void }) {
  const [name, setName] = useState(file.name);
  const [description, setDescription] = useState(file.description ?? '');
  const update = useUpdateTrainingFile(file.id);
  const faults = faultsByField(update.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name, description: description.trim() || null }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          label="Name"
          maxLength={trainingFileLimits.nameLength}
          value={name}
          error={faults['name'] ?? update.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxLength={trainingFileLimits.descriptionLength}
          value={description}
          error={faults['description']}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
