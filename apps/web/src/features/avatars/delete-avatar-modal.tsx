import type { Avatar } from '@understudy/domain/avatars/avatar';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { countOf } from '../../app/format.ts';
import { useDeleteAvatar } from './use-avatars.ts';

type DeleteAvatarModalProps = {
  avatar: Avatar;
  opened: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

/** Asks for the name before an avatar is deleted with all it has learned. */
export function DeleteAvatarModal({ avatar, opened, onClose, onDeleted }: DeleteAvatarModalProps) {
  const remove = useDeleteAvatar(avatar.id);
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        onClose();
        onDeleted?.();
      },
    });
  return (
    <ConfirmModal
      opened={opened}
      onClose={onClose}
      title={`Delete ${avatar.name}?`}
      action="Delete avatar"
      typed={avatar.name}
      onConfirm={confirm}
      loading={remove.isPending}
      error={remove.error?.message ?? null}
    >
      This deletes the avatar with {countOf(avatar.training_session_count, 'training session')},{' '}
      {countOf(avatar.prompt_version_count, 'prompt version')} and{' '}
      {countOf(avatar.training_example_count, 'example')}, and the conversations you uploaded. It cannot be
      undone.
    </ConfirmModal>
  );
}
