import { Skeleton } from '@mantine/core';
import { ErrorState } from '../../app/error-state.tsx';
import { ImportPreviewForm } from './import-preview-form.tsx';
import { useImportRun } from './use-import-run.ts';
import { useImport } from './use-imports.ts';

/** The preview of an import that waits for its confirmation, here or in another window. */
export function ImportDecision({ importId, runId }: { importId: string; runId: string }) {
  const details = useImport(importId);
  useImportRun(runId);
  if (details.isError) return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  const preview = details.data?.preview ?? null;
  if (details.data === undefined || preview === null) {
    return <Skeleton h={240} role="status" aria-label="Loading the preview" />;
  }
  return <ImportPreviewForm item={details.data} preview={preview} />;
}
