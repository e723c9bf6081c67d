import { Group, Paper, Progress, Text } from '@mantine/core';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import { Link } from 'react-router';
import covering from '../../app/covering-link.module.css';
import { countOf } from '../../app/format.ts';
import { When } from '../../app/when.tsx';
import { JobActions } from './job-actions.tsx';
import { JobBadges } from './job-badges.tsx';
import { costOfJob } from './job-facts.ts';
import classes from './job-row.module.css';

/** A job in a list: how far it is, what it costs, and what can be done with it. */
export function JobRow({ job }: { job: FineTuneJob }) {
  const ended = isFineTuneEnded(job.status);
  const examples = job.training_examples_count;
  const facts = [
    fineTuneProviderFacts[job.provider].title,
    job.method === 'dpo' ? 'preference' : null,
    examples === null ? null : countOf(examples, 'example'),
    costOfJob(job),
    job.simulated_provider ? 'simulated' : null,
  ].filter((fact) => fact !== null);
  return (
    <Paper component="li" p="md" className={covering.place}>
      <Group justify="space-between" gap="xs">
        <Text
          component={Link}
          to={`/avatars/${job.avatar_id}/fine-tune/${job.id}`}
          fw={600}
          className={`${covering.link} ${classes.title}`}
        >
          {job.base_model}
        </Text>
        <JobBadges job={job} />
      </Group>
      <Text size="sm" c="dimmed">
        <When iso={job.created_at} /> · {facts.join(' · ')}
      </Text>
      {!ended && (
        <Group gap="sm" mt="sm" wrap="nowrap">
          <Progress
            flex={1}
            value={job.progress}
            size="sm"
            animated={job.status !== 'paused' && job.status !== 'awaiting_model'}
            aria-label={`Progress of the job on ${job.base_model}`}
          />
          <Text size="xs" c="dimmed" className={classes.percent}>
            {Math.floor(job.progress)} %
          </Text>
        </Group>
      )}
      {job.error !== null && (
        <Text size="sm" c="red" mt={6}>
          {job.error.message} <span className={classes.advice}>{job.error.advice}</span>
        </Text>
      )}
      {job.fine_tuned_model !== null && (
        <Text size="xs" c="dimmed" mt={4} className={classes.model}>
          {job.fine_tuned_model}
        </Text>
      )}
      <JobActions job={job} size="compact-sm" className={`${covering.above} ${classes.actions}`} />
    </Paper>
  );
}
