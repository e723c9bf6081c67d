import { Skeleton } from '@mantine/core';
import { ErrorState } from '../../app/error-state.tsx';
import { ImportPreviewForm } from './import-preview-form.tsx';
import { useImport } from './use-imports.ts';

/** The preview of an import that waits for its confirmation. */
export function ImportDecision({ importId }: { importId: string }) {
  const details = useImport(importId);
  if (details.isError) return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  const preview = details.data?.preview ?? null;
  if (details.data === undefined || preview === null) {
    return <Skeleton h={240} role="status" aria-label="Loading the preview" />;
  }
  return <ImportPreviewForm item={details.data} preview={preview} />;
}
