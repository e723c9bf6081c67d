import { Loader, Text } from '@mantine/core';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { TrainingSessionFile } from '@understudy/domain/training-sessions/training-session';
import { countOf, formatBytes } from '../../app/format.ts';
import { FileKindIcon } from './file-kind-icon.tsx';
import classes from './file-row.module.css';

const methods: Record<NonNullable<TrainingSessionFile['extraction_method']>, string> = {
  plain_text: 'read as text',
  pdf_text_layer: 'read from the text of the PDF',
  vision: 'read by the vision model',
};

/** The files of a session, each with how far it is or why it could not be used. */
export function SessionFiles({ files, run }: { files: readonly TrainingSessionFile[]; run: Run }) {
  const pending = pendingLook(run);
  return (
    <ul className={classes.list} aria-label="Files of this session">
      {files.map((file) => (
        <li key={file.id} className={classes.row}>
          <FileKindIcon kind={file.kind} />
          <div className={classes.body}>
            <div className={classes.name} title={file.name}>
              {file.name}
            </div>
            <Details file={file} />
          </div>
          <span className={classes.state} data-status={file.status}>
            <State file={file} pending={pending} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Details({ file }: { file: TrainingSessionFile }) {
  if (file.error !== null) {
    return (
      <Text size="sm" className={classes.problem}>
        {file.error.message}
      </Text>
    );
  }
  const facts = [
    formatBytes(file.size_bytes),
    file.page_count === null ? null : countOf(file.page_count, 'page'),
    file.extraction_method === null ? null : methods[file.extraction_method],
  ].filter((fact) => fact !== null);
  return (
    <>
      <Text size="xs" c="dimmed">
        {facts.join(' · ')}
      </Text>
      {file.warnings.map((warning) => (
        <Text key={warning} size="xs" className={classes.warning}>
          {warning}
        </Text>
      ))}
    </>
  );
}

type PendingLook = 'reading' | 'waiting' | 'not_read';

function pendingLook(run: Run): PendingLook {
  if (isEnded(run.status)) return 'not_read';
  return run.status === 'running' && run.progress.phase === 'text_extraction' ? 'reading' : 'waiting';
}

function State({ file, pending }: { file: TrainingSessionFile; pending: PendingLook }) {
  if (file.status === 'failed') {
    return (
      <>
        <IconX size={16} className={classes.problem} /> <span className={classes.problem}>Failed</span>
      </>
    );
  }
  if (file.status === 'extracted') {
    return (
      <>
        <IconCheck size={16} /> {countOf(file.message_count, 'message')}
      </>
    );
  }
  if (pending === 'not_read') return <>Not read</>;
  return pending === 'reading' ? (
    <>
      <Loader size={13} /> Reading
    </>
  ) : (
    <>
      <IconClock size={15} /> Waiting
    </>
  );
}
