import { isEnded, type Run } from '@understudy/domain/runs/run';
import { formatDuration } from '../../app/format.ts';

/** What a kind of run is called in front of people. */
export const runKindTitles: Record<Run['kind'], string> = {
  training_session: 'Training session',
  auto_train_batch: 'Auto-train batch',
  knowledge_document: 'Knowledge document',
  training_import: 'Import of examples',
  example_examination: 'Examination of examples',
  conversation_enrichment: 'Enrichment of conversations',
  training_file_build: 'Training file',
  fine_tune: 'Fine-tune',
  fine_tune_batch: 'Fine-tunes of many avatars',
};

/**
 * Address of the page on which a run is followed: that of its subject where it has one, else its own.
 */
export function runAddress(run: Run): string {
  if (run.kind === 'training_session' && run.avatar_id !== null && run.subject_id !== null) {
    return `/avatars/${run.avatar_id}/train/${run.subject_id}`;
  }
  if (run.kind === 'auto_train_batch' && run.subject_id !== null) return `/auto-train/${run.subject_id}`;
  if (run.kind === 'training_file_build' && run.subject_id !== null)
    return `/training-files/${run.subject_id}`;
  if (run.kind === 'fine_tune' && run.avatar_id !== null && run.subject_id !== null) {
    return `/avatars/${run.avatar_id}/fine-tune/${run.subject_id}`;
  }
  if (run.kind === 'fine_tune_batch') return `/fine-tune/batches/${run.id}`;
  return `/runs/${run.id}`;
}

/** How long a run has worked, as of `now`; null while it has not begun. */
export function runDuration(run: Run, now: Date): string | null {
  if (run.started_at === null) return null;
  const end = isEnded(run.status) && run.finished_at !== null ? Date.parse(run.finished_at) : now.getTime();
  return formatDuration(end - Date.parse(run.started_at));
}
