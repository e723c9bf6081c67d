import { ActionIcon, Anchor, Badge, Button, Group, Progress, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import type { KnowledgeDocument } from '@understudy/domain/knowledge/knowledge-document';
import { isEnded, isRetryable } from '@understudy/domain/runs/run';
import { Link } from 'react-router';
import { ConfirmModal } from '../../app/confirm-modal.tsx';
import { countOf, formatBytes } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { RunStatusBadge } from '../runs/run-status-badge.tsx';
import { useRunActions } from '../runs/use-run-actions.ts';
import { FileKindIcon } from '../training-sessions/file-kind-icon.tsx';
import fileRow from '../training-sessions/file-row.module.css';
import { useDeleteDocument, useRefreshKnowledge } from './use-knowledge.ts';

/** A document with how far it is, or why it cannot be used, and what can be done about it. */
export function DocumentRow({ document }: { document: KnowledgeDocument }) {
  const { title, run, kind } = document;
  return (
    <li className={fileRow.row}>
      <FileKindIcon kind={kind} />
      <div className={fileRow.body}>
        <Group gap={8}>
          <Anchor component={Link} to={`/runs/${run.id}`} className={fileRow.name} title={title} c="inherit">
            {title}
          </Anchor>
          {document.avatar_id === null && (
            <Badge variant="default" size="sm">
              All avatars
            </Badge>
          )}
          {run.status !== 'completed' && <RunStatusBadge status={run.status} />}
        </Group>
        <Text size="xs" c="dimmed">
          <When iso={document.created_at} /> · {factsOf(document).join(' · ')}
        </Text>
        {document.warnings.map((warning) => (
          <Text key={warning} size="xs" className={fileRow.warning}>
            {warning}
          </Text>
        ))}
        {run.error !== null && isEnded(run.status) && (
          <Text size="sm" className={fileRow.problem}>
            {run.error.message}
          </Text>
        )}
        {!isEnded(run.status) && <Indexing document={document} />}
      </div>
      <Actions document={document} />
    </li>
  );
}

function factsOf({ size_bytes, page_count, chunk_count }: KnowledgeDocument): string[] {
  return [
    formatBytes(size_bytes),
    page_count === null ? null : countOf(page_count, 'page'),
    chunk_count === null ? null : countOf(chunk_count, 'passage'),
  ].filter((fact) => fact !== null);
}

function Indexing({ document: { title, run } }: { document: KnowledgeDocument }) {
  return (
    <>
      <Progress
        mt={6}
        size="sm"
        value={run.progress.percent}
        animated={run.status === 'running'}
        aria-label={`Progress of ${title}`}
      />
      <Text size="xs" c="dimmed" mt={4} aria-live="polite">
        {Math.floor(run.progress.percent)} % · {run.progress.message}
      </Text>
    </>
  );
}

function Actions({ document: { id, title, run } }: { document: KnowledgeDocument }) {
  const refresh = useRefreshKnowledge();
  const steer = useRunActions(run.id);
  const remove = useDeleteDocument(id);
  const [asking, ask] = useDisclosure(false);
  if (!isEnded(run.status)) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={steer.isPending}
        aria-label={`Cancel ${title}`}
        onClick={() => steer.mutate('cancel', { onSettled: refresh })}
      >
        Cancel
      </Button>
    );
  }
  return (
    <>
      {isRetryable(run.status) && (
        <Button
          size="compact-sm"
          variant="default"
          loading={steer.isPending}
          aria-label={`Retry ${title}`}
          onClick={() => steer.mutate('retry', { onSettled: refresh })}
        >
          Retry
        </Button>
      )}
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Delete ${title}`} onClick={ask.open}>
        <IconTrash size={18} stroke={1.6} />
      </ActionIcon>
      <ConfirmModal
        opened={asking}
        onClose={ask.close}
        title={`Delete “${title}”?`}
        action="Delete document"
        loading={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate(undefined, { onSuccess: ask.close })}
      >
        Its file and its passages are deleted, and answers draw on them no more. This cannot be undone.
      </ConfirmModal>
    </>
  );
}
