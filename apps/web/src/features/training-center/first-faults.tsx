import { Skeleton } from '@mantine/core';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { FaultTable } from './fault-table.tsx';
import { useImport } from './use-imports.ts';

/** The first things that were wrong with a file. */
export function FirstFaults({ importId, fileName }: { importId: string; fileName: string }) {
  const details = useImport(importId);
  if (cannotShow(details)) return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  if (details.data === undefined) return <Skeleton h={90} role="status" aria-label="Loading faults" />;
  return <FaultTable faults={details.data.first_faults} label={`Faults of ${fileName}`} />;
}
