import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';

type ConfirmModalProps = {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Label of the button that does it. */
  action: string;
  /** Label of the button that does not. */
  keep?: string;
  onConfirm: () => void;
  loading?: boolean;
  error?: string | null;
  /** When given, it has to be typed before the button works. */
  typed?: string;
};

/** Asks before something that cannot be taken back. */
export function ConfirmModal(props: ConfirmModalProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <ConfirmForm {...props} />
    </Modal>
  );
}

function ConfirmForm({ children, typed, error, action, keep = 'Keep it', ...props }: ConfirmModalProps) {
  const [text, setText] = useState('');
  const allowed = typed === undefined || text.trim() === typed.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (allowed) props.onConfirm();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{children}</Text>
        {typed !== undefined && (
          <TextInput
            data-autofocus
            label={`Type “${typed}” to confirm`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        {typeof error === 'string' && (
          <Text size="sm" c="red" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {keep}
          </Button>
          <Button type="submit" color="red" disabled={!allowed} loading={props.loading ?? false}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
