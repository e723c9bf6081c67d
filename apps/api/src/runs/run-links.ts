import type { RunLinks } from '@understudy/db/runs/run-mapping';
import type { RunKind } from '@understudy/domain/runs/run';

/** Addresses that belong to a run. `uiUrl` is Temporal's own page, where there is one. */
export function createRunLinks({
  uiUrl,
  namespace,
}: {
  uiUrl: string | undefined;
  namespace: string;
}): RunLinks {
  return ({ id, kind, subject_id }) => ({
    self: `/api/runs/${id}`,
    events: `/api/runs/${id}/events`,
    subject: subject_id === null ? null : `${subjectPaths[kind]}/${subject_id}`,
    temporal_ui:
      uiUrl === undefined
        ? null
        : `${uiUrl.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${id}`,
  });
}

const subjectPaths: Record<RunKind, string> = {
  training_session: '/api/training-sessions',
  auto_train_batch: '/auto-train',
  knowledge_document: '/api/knowledge-documents',
  training_import: '/api/training/imports',
  example_examination: '/api/training/examinations',
  conversation_enrichment: '/api/enrichments',
  training_file_build: '/api/training-files',
  fine_tune: '/api/fine-tune-jobs',
  fine_tune_batch: '/api/fine-tune-batches',
};
