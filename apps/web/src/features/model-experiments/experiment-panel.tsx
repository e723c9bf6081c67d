import { Skeleton, Stack } from '@mantine/core';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { cannotShow } from '../../api/cannot-show.ts';
import { ErrorState } from '../../app/error-state.tsx';
import { NextPageButton } from '../../app/next-page-button.tsx';
import { ExperimentForm } from './experiment-form.tsx';
import { PastExperiments } from './past-experiments.tsx';
import { RunningExperiment } from './running-experiment.tsx';
import { useExperiments } from './use-experiments.ts';

type ExperimentPanelProps = {
  avatar: Avatar;
  /** The newest jobs, newest first. */
  jobs: readonly FineTuneJob[];
};

/** The A/B comparison of an avatar's chat: the one that runs, or a new one, and those there have been. */
export function ExperimentPanel({ avatar, jobs }: ExperimentPanelProps) {
  const query = useExperiments(avatar.id);
  if (cannotShow(query)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) {
    return <Skeleton h={320} radius="lg" role="status" aria-label="Loading the comparisons" />;
  }
  const experiments = query.data.pages.flatMap((page) => page.items);
  const running = experiments.find(({ status }) => status === 'running');
  return (
    <Stack gap="lg">
      {running === undefined ? (
        <ExperimentForm avatar={avatar} jobs={jobs} />
      ) : (
        <RunningExperiment experiment={running} />
      )}
      <PastExperiments experiments={experiments.filter(({ status }) => status === 'ended')} />
      <NextPageButton query={query}>Show older comparisons</NextPageButton>
    </Stack>
  );
}
