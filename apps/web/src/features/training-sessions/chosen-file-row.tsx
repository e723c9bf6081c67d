import { ActionIcon, Group, Loader, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { UploadKind } from '@understudy/domain/training-sessions/upload-limits';
import { formatBytes } from '../../app/format.ts';
import { describePreview } from './chat-export-preview.ts';
import { FileKindIcon } from './file-kind-icon.tsx';
import classes from './file-row.module.css';
import { isPreviewed, type ChosenFile } from './use-chosen-files.ts';

type ChosenFileRowProps = {
  chosen: ChosenFile;
  /** What the API said of this file, when it has refused it. */
  refusal: string | null;
  onRemove: (() => void) | null;
};

/** A file that will be uploaded: what it is, how big, and what the browser found in it. */
export function ChosenFileRow({ chosen, refusal, onRemove }: ChosenFileRowProps) {
  return (
    <li className={classes.row}>
      <FileKindIcon kind={chosen.kind} />
      <div className={classes.body}>
        <Group gap={8} wrap="nowrap">
          <span className={classes.name} title={chosen.file.name}>
            {chosen.file.name}
          </span>
          <span className={classes.size}>{formatBytes(chosen.file.size)}</span>
        </Group>
        <Finding chosen={chosen} refusal={refusal} />
      </div>
      {onRemove !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={onRemove}
          aria-label={`Remove ${chosen.file.name}`}
        >
          <IconX size={17} />
        </ActionIcon>
      )}
    </li>
  );
}

const unread: Record<Exclude<UploadKind, 'text' | 'json'>, string> = {
  image: 'Read during training; both sides are told apart',
  pdf: 'Read during training',
};

function Finding({ chosen, refusal }: Pick<ChosenFileRowProps, 'chosen' | 'refusal'>) {
  const problem = refusal ?? chosen.problem;
  if (problem !== null) {
    return (
      <Text size="sm" className={classes.problem}>
        {problem} {refusal === null && 'It will not be uploaded.'}
      </Text>
    );
  }
  if (chosen.kind === 'image' || chosen.kind === 'pdf') {
    return (
      <Text size="sm" c="dimmed">
        {unread[chosen.kind]}
      </Text>
    );
  }
  if (isPreviewed(chosen) && chosen.preview === null) {
    return (
      <Text size="sm" c="dimmed" component="div">
        <Loader size={11} mr={6} /> Looking inside…
      </Text>
    );
  }
  if (chosen.preview?.ok === false) {
    return (
      <Text size="sm" className={classes.warning}>
        {chosen.preview.message}
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {chosen.preview !== null && describePreview(chosen.preview)}
    </Text>
  );
}
