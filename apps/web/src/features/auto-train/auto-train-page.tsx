import { Skeleton, Stack } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { PageHeading } from '../../app/page-heading.tsx';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { MonthlyBudgetPanel } from '../budget/monthly-budget-panel.tsx';
import { useSession } from '../session/use-session.ts';
import { AutoTrainForm } from './auto-train-form.tsx';
import { PastBatches } from './past-batches.tsx';
import { useAutoTrainDefaults } from './use-auto-train-defaults.ts';

/** Start a batch of generated examples, and see those that were. */
export function AutoTrainPage() {
  useDocumentTitle('Auto-train');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const session = useSession();
  const defaults = useAutoTrainDefaults();
  const avatarId = search.get('avatar');
  return (
    <Stack gap="xl">
      <PageHeading
        title="Auto-train"
        lead="Several models write short stories and vote; the good ones become training examples, without anybody writing one by hand."
      />
      {cannotShow(defaults) && <ErrorState error={defaults.error} onRetry={() => void defaults.refetch()} />}
      {!cannotShow(defaults) && (defaults.data === undefined || session.data === undefined) && (
        <Skeleton h={460} radius="lg" role="status" aria-label="Loading" />
      )}
      {defaults.data !== undefined && session.data !== undefined && (
        <AutoTrainForm
          key={avatarId}
          userId={session.data.user}
          defaults={defaults.data}
          avatarId={avatarId}
          onStarted={(batchId) => void navigate(`/auto-train/${batchId}`)}
          aside={<MonthlyBudgetPanel />}
        />
      )}
      <PastBatches />
    </Stack>
  );
}
