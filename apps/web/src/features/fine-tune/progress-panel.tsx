import { Alert, Anchor, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconHourglass } from '@tabler/icons-react';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import {
  fineTunePhases,
  fineTunePhaseTitles,
  type FineTunePhase,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { stuckAdvice } from '@understudy/domain/fine-tune/polling/stuck';
import { isEnded, type Run } from '@understudy/domain/runs/run';
import type { RunEvent } from '@understudy/domain/runs/run-event';
import { Link } from 'react-router';
import { formatDateTime } from '../../app/format.ts';
import { useNow } from '../../app/use-now.ts';
import { ConnectionMark } from '../runs/connection-mark.tsx';
import { OpenInTemporal } from '../runs/open-in-temporal.tsx';
import { PhaseSteps } from '../runs/phase-steps.tsx';
import { RunProgress } from '../runs/run-progress.tsx';
import { JobActions } from './job-actions.tsx';
import { NameModelForm } from './name-model-form.tsx';

type ProgressPanelProps = {
  job: FineTuneJob;
  run: Run | undefined;
  events: readonly RunEvent[];
  connected: boolean;
};

/** How far a job is, what it waits for or failed of, and what can be done with it. */
export function ProgressPanel({ job, run, events, connected }: ProgressPanelProps) {
  if (run === undefined) return <Skeleton h={220} radius="lg" role="status" aria-label="Loading progress" />;
  return (
    <Paper p={{ base: 'md', sm: 'xl' }}>
      <Stack gap="xl">
        <PhaseSteps run={run} phases={phasesOf(events)} titles={fineTunePhaseTitles} />
        <div>
          <RunProgress run={asItIsNow(run, job)} />
          <Group justify="space-between" mt={6} gap="xs">
            <Text size="xs" c="dimmed">
              {finishOf(job)}
            </Text>
            {!isEnded(run.status) && <ConnectionMark connected={connected} />}
          </Group>
        </div>
        {job.stuck_since !== null && <Stuck job={job} since={job.stuck_since} />}
        {job.status === 'awaiting_model' && <NameModelForm job={job} />}
        {run.status === 'failed' && <Failure job={job} run={run} />}
        <Group justify="space-between" gap="sm">
          <Group gap="xs">
            <JobActions job={job} />
            <OpenInTemporal run={run} />
          </Group>
          <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
            The run
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}

/**
 * The run's last words are of its end. Why it failed is said in full below them, and what became of the model since then
 * is the job's to say.
 */
function asItIsNow(run: Run, { is_active: isActive, fine_tuned_model: model }: FineTuneJob): Run {
  const saying = (message: string): Run => ({ ...run, progress: { ...run.progress, message } });
  if (run.status === 'failed') return saying('The job has failed.');
  if (isActive && run.status === 'completed')
    return saying(`Ready: the avatar answers with ${model ?? 'it'}.`);
  return run;
}

/** A model is activated at the end only where that was asked for: the phase is shown once it has begun. */
function phasesOf(events: readonly RunEvent[]): readonly FineTunePhase[] {
  const activates = events.some(({ phase }) => phase === 'activate');
  return fineTunePhases.filter((phase) => phase !== 'activate' || activates);
}

function finishOf({ estimated_finish: finish, finished_at: finishedAt, status }: FineTuneJob): string {
  if (finishedAt !== null) return `Ended ${formatDateTime(finishedAt)}`;
  if (finish !== null && status === 'running') {
    return `The provider expects to finish by ${formatDateTime(finish)}`;
  }
  return 'You can close the page: the job goes on, and you are told when it has ended.';
}

function Stuck({ job, since }: { job: FineTuneJob; since: string }) {
  const now = useNow(60_000);
  const { title } = fineTuneProviderFacts[job.provider];
  return (
    <Alert color="orange" icon={<IconHourglass />} title="The job may be stuck" role="alert">
      {stuckAdvice(title, now.getTime() - Date.parse(since))}
    </Alert>
  );
}

function Failure({ job, run }: { job: FineTuneJob; run: Run }) {
  const { error } = job;
  return (
    <Alert color="red" icon={<IconAlertCircle />} title="Why it failed" role="alert">
      <Text size="sm" fw={600}>
        {error?.message ?? run.error?.message ?? 'The reason is in the log below.'}
      </Text>
      {error !== null && (
        <Text size="sm" mt={4}>
          {error.advice}
        </Text>
      )}
      <ProviderWords error={error} />
    </Alert>
  );
}

function ProviderWords({ error }: { error: FineTuneJob['error'] }) {
  if (error === null || error.provider_code === null) return null;
  return (
    <Text size="xs" mt={6} c="dimmed">
      The provider’s code: {error.provider_code}
      {error.param !== null && ` (${error.param})`}
    </Text>
  );
}
