import { Modal } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { AvatarForm } from './avatar-form.tsx';

type AvatarModalProps = {
  /** The avatar to change, or null for a new one. */
  avatar: Avatar | null;
  opened: boolean;
  onClose: () => void;
  onSaved?: (avatar: Avatar) => void;
};

/** The dialog in which an avatar is created or edited. */
export function AvatarModal({ avatar, opened, onClose, onSaved }: AvatarModalProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={avatar === null ? 'New avatar' : `Edit ${avatar.name}`}
      size="lg"
    >
      <AvatarForm
        avatar={avatar}
        onCancel={onClose}
        onSaved={(saved) => {
          onClose();
          onSaved?.(saved);
        }}
      />
    </Modal>
  );
}
