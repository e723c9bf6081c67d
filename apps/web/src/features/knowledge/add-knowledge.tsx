import {
  ActionIcon,
  Button,
  Collapse,
  Group,
  Loader,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClipboardText, IconX } from '@tabler/icons-react';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import { useState } from 'react';
import { FileKindIcon } from '../training-sessions/file-kind-icon.tsx';
import fileRow from '../training-sessions/file-row.module.css';
import { DocumentDropZone } from './document-drop-zone.tsx';
import { PasteForm } from './paste-form.tsx';
import { useUploads, type Upload } from './use-uploads.ts';

/** Whose knowledge a new document becomes. */
type Scope = 'avatar' | 'all';

/** Where documents are dropped and texts are pasted. */
export function AddKnowledge({ avatar }: { avatar: Avatar }) {
  const [scope, setScope] = useState<Scope>('avatar');
  const [pasting, paste] = useDisclosure(false);
  const { uploads, add, remove } = useUploads();
  const avatarId = scope === 'avatar' ? avatar.id : null;
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="md">
        <Group justify="space-between" align="center">
          <Title order={2}>Give {avatar.name} something to know</Title>
          <SegmentedControl<Scope>
            aria-label="Who may answer from it"
            value={scope}
            onChange={setScope}
            data={[
              { value: 'avatar', label: `${avatar.name} only` },
              { value: 'all', label: 'All my avatars' },
            ]}
          />
        </Group>
        <DocumentDropZone onFiles={(files) => void add(files, avatarId)} />
        {uploads.length > 0 && <Uploads uploads={uploads} onRemove={remove} />}
        <Group>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={17} />}
            aria-expanded={pasting}
            onClick={paste.toggle}
          >
            Paste a text
          </Button>
        </Group>
        <Collapse expanded={pasting}>
          <PasteForm avatarId={avatarId} onAdded={paste.close} />
        </Collapse>
      </Stack>
    </Paper>
  );
}

function Uploads({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (id: string) => void }) {
  return (
    <ul className={fileRow.list} aria-label="Uploads">
      {uploads.map(({ id, name, problem }) => (
        <li key={id} className={fileRow.row}>
          <FileKindIcon kind={null} />
          <div className={fileRow.body}>
            <div className={fileRow.name}>{name}</div>
            {problem === null ? (
              <Text size="sm" c="dimmed" component="div">
                <Loader size={11} mr={6} /> Uploading…
              </Text>
            ) : (
              <Text size="sm" className={fileRow.problem} role="alert">
                {problem}
              </Text>
            )}
          </div>
          {problem !== null && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Dismiss ${name}`}
              onClick={() => onRemove(id)}
            >
              <IconX size={17} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
