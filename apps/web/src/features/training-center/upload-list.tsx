import { ActionIcon, Progress, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { formatBytes } from '../../app/format.ts';
import { FileKindIcon } from '../training-sessions/file-kind-icon.tsx';
import fileRow from '../training-sessions/file-row.module.css';
import type { DataSetUpload } from './use-import-upload.ts';

type UploadListProps = { uploads: readonly DataSetUpload[]; onRemove: (id: string) => void };

/** Data sets that are on their way, with how much has been sent, and those that were refused. */
export function UploadList({ uploads, onRemove }: UploadListProps) {
  return (
    <ul className={fileRow.list} aria-label="Uploads">
      {uploads.map(({ id, name, bytes, share, problem, stop }) => (
        <li key={id} className={fileRow.row}>
          <FileKindIcon kind="json" />
          <div className={fileRow.body}>
            <div className={fileRow.name} title={name}>
              {name}
            </div>
            {problem === null ? (
              <>
                <Text size="xs" c="dimmed">
                  {share < 1
                    ? `${formatBytes(bytes * share)} of ${formatBytes(bytes)}`
                    : 'All sent; it is being stored'}
                </Text>
                <Progress value={share * 100} size="sm" mt={4} aria-label={`Upload of ${name}`} />
              </>
            ) : (
              <Text size="sm" className={fileRow.problem} role="alert">
                {problem}
              </Text>
            )}
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={problem === null ? `Stop the upload of ${name}` : `Dismiss ${name}`}
            onClick={() => (problem === null ? stop() : onRemove(id))}
          >
            <IconX size={17} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
