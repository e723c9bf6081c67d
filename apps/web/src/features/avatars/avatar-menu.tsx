import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBooks, IconDots, IconFiles, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { Link } from 'react-router';
import { AvatarModal } from './avatar-modal.tsx';
import { DeleteAvatarModal } from './delete-avatar-modal.tsx';

/** What can be done with an avatar itself: edit it, generate examples for it, make a training file of it, and delete it. */
export function AvatarMenu({ avatar, onDeleted }: { avatar: Avatar; onDeleted?: () => void }) {
  const [editing, edit] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${avatar.name}`}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={edit.open}>
            Edit
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/auto-train?avatar=${avatar.id}`}
            leftSection={<IconBooks size={16} />}
          >
            Generate examples
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/training-files?new&avatar=${avatar.id}`}
            leftSection={<IconFiles size={16} />}
          >
            Make a training file
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={remove.open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AvatarModal avatar={avatar} opened={editing} onClose={edit.close} />
      <DeleteAvatarModal
        avatar={avatar}
        opened={deleting}
        onClose={remove.close}
        {...(onDeleted === undefined ? {} : { onDeleted })}
      />
    </>
  );
}
