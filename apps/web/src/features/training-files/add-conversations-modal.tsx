import { Button, Group, Stack, Text } from '@mantine/core';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { useState } from 'react';
import { faultsByField } from '../../api/api-error.ts';
import { countOf } from '../../app/format.ts';
import { conversationFaults } from './conversation-faults.ts';
import { ConversationPicker } from './conversation-picker.tsx';
import classes from './picker-modal.module.css';
import { PickerModal } from './picker-modal.tsx';
import { useAddConversations } from './use-training-file-actions.ts';

type AddConversationsModalProps = { file: TrainingFile; opened: boolean; onClose: () => void };

/** Adds conversations to a training file. What is in it already is not offered. */
export function AddConversationsModal({ file, opened, onClose }: AddConversationsModalProps) {
  return (
    <PickerModal opened={opened} onClose={onClose} title={`Add conversations to ${file.name}`}>
      <AddForm fileId={file.id} onClose={onClose} />
    </PickerModal>
  );
}

function AddForm({ fileId, onClose }: { fileId: string; onClose: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const add = useAddConversations(fileId);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        The file is built anew with them. Until that is done, what is there now can be downloaded.
      </Text>
      <ConversationPicker
        chosen={chosen}
        faults={conversationFaults(faultsByField(add.error))}
        notInFile={fileId}
        avatarId={null}
        onChange={(ids) => {
          setChosen(ids);
          add.reset();
        }}
      />
      {add.isError && (
        <Text size="sm" c="red" role="alert">
          {add.error.message}
        </Text>
      )}
      <Group justify="flex-end" className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={chosen.size === 0}
          loading={add.isPending}
          onClick={() => add.mutate([...chosen], { onSuccess: onClose })}
        >
          {chosen.size === 0 ? 'Add conversations' : `Add ${countOf(chosen.size, 'conversation')}`}
        </Button>
      </Group>
    </Stack>
  );
}
