import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { exampleRules } from '@understudy/domain/training-center/examples/example-rules';
import { countOf, formatNumber } from '../../app/format.ts';
import { FactTile } from '../prompt-versions/fact-tile.tsx';
import { ReadinessGauge } from './readiness-gauge.tsx';
import classes from './stats-figures.module.css';

/** The three figures of a data set: how many, how long, and how far from one that can be trained on. */
export function StatsFigures({ stats }: { stats: TrainingCenterStats }) {
  const { total_examples: total, avg_response_length: length, preference_pairs: pairs } = stats;
  const fits = length >= exampleRules.shortestResponse && length <= exampleRules.longestResponse;
  return (
    <section className={classes.figures} aria-label="Figures">
      <FactTile
        label="Total examples"
        value={formatNumber(total)}
        note={
          pairs === 0 ? 'Written, imported and generated' : `${countOf(pairs, 'preference pair')} among them`
        }
      />
      <FactTile
        label="Avg response length"
        value={total === 0 ? '—' : countOf(Math.round(length), 'character')}
        note={total === 0 || fits ? 'Best between 50 and 3,000' : 'Outside of 50 to 3,000'}
      />
      <ReadinessGauge readiness={stats.readiness} />
    </section>
  );
}
