import { Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { ImportPreviewForm } from './import-preview-form.tsx';
import { useImportRun } from './use-import-run.ts';
import { useImport } from './use-imports.ts';

type ImportDecisionProps = {
  importId: string;
  runId: string;
  /** Called once the preview is there. */
  onPreview: () => void;
};

/** The preview of an import that waits for its confirmation, here or in another window. */
export function ImportDecision({ importId, runId, onPreview }: ImportDecisionProps) {
  const details = useImport(importId);
  useImportRun(runId);
  const isThere = details.data?.preview !== undefined;
  useEffect(() => {
    if (isThere) onPreview();
  }, [isThere, onPreview]);
  if (cannotShow(details)) return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  const preview = details.data?.preview ?? null;
  if (details.data === undefined || preview === null) {
    return <Skeleton h={240} role="status" aria-label="Loading the preview" />;
  }
  return <ImportPreviewForm item={details.data} preview={preview} />;
}
