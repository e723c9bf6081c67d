import { SimpleGrid } from '@mantine/core';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import { formatCompact, formatUsd } from '../../app/format-amounts.ts';
import { formatDuration, formatNumber } from '../../app/format.ts';
import { useNow } from '../../app/use-now.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';

/** A job in figures: its examples, tokens, cost and time. */
export function JobFacts({ job }: { job: FineTuneJob }) {
  const { training_examples_count: training, validation_examples_count: validation } = job;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <FactTile
        label="Examples"
        value={training === null ? '—' : formatNumber(training)}
        note={validation === null ? 'known when prepared' : `and ${formatNumber(validation)} for validation`}
      />
      <FactTile
        label="Trained tokens"
        value={job.trained_tokens === null ? '—' : formatCompact(job.trained_tokens)}
        note={job.trained_tokens === null ? 'known at the end' : 'as the provider bills them'}
      />
      <Cost job={job} />
      <Time job={job} />
    </SimpleGrid>
  );
}

function Cost({ job: { cost, estimated_cost: estimate, price_date: priceDate } }: { job: FineTuneJob }) {
  const by = priceDate === null ? '' : `, prices of ${priceDate}`;
  if (cost !== null) {
    const note = estimate === null ? 'by the trained tokens' : `${formatUsd(estimate)} estimated${by}`;
    return <FactTile label="Cost" value={formatUsd(cost)} note={note} />;
  }
  return (
    <FactTile
      label="Estimated cost"
      value={estimate === null ? '—' : formatUsd(estimate)}
      note={estimate === null ? 'known when prepared' : `before the start${by}`}
    />
  );
}

function Time({ job: { created_at: created, finished_at: finished } }: { job: FineTuneJob }) {
  const now = useNow(1_000);
  const end = finished === null ? now.getTime() : Date.parse(finished);
  return (
    <FactTile
      label={finished === null ? 'Time so far' : 'Time'}
      value={formatDuration(Math.max(0, end - Date.parse(created)))}
      note={finished === null ? '10 to 60 minutes are usual' : 'from start to end'}
    />
  );
}
