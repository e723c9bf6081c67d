import { Badge, Group, Progress, Text } from '@mantine/core';
import type { Experiment } from '@understudy/domain/model-experiments/experiment';
import figures from '../../app/figure.module.css';
import { countOf, formatNumber, formatShare } from '../../app/format.ts';
import { armTitle } from './arm-choice.ts';
import classes from './arm-result.module.css';

/** One arm of an experiment: who answers, how much it has, and how that is rated. */
export function ArmResult({ experiment, arm }: { experiment: Experiment; arm: 'a' | 'b' }) {
  const { comparison, liked, messages, winner } = experiment;
  const { ratings, average } = comparison[arm];
  const { messages: answered, fallbacks } = messages[arm];
  const planned = comparison.planned_ratings_per_arm;
  const letter = arm.toUpperCase();
  const likedShare = liked[arm];
  return (
    <section className={classes.arm} data-better={comparison.better === arm} aria-label={`Arm ${letter}`}>
      <Group gap={6} justify="space-between">
        <Badge variant="light" color={arm === 'a' ? 'blue' : 'grape'}>
          {letter}
        </Badge>
        {winner === arm && (
          <Badge variant="light" color="teal">
            Chosen
          </Badge>
        )}
      </Group>
      <Text size="sm" fw={600} className={classes.title ?? ''}>
        {armTitle(experiment[arm])}
      </Text>
      <div>
        <div className={`${figures.figure} ${classes.mean}`}>
          {average === null ? '—' : average.toFixed(2)}
        </div>
        <Text size="xs" c="dimmed">
          stars on average{likedShare !== null && `; ${formatShare(likedShare)} with 4 or 5`}
        </Text>
      </div>
      <div>
        <Progress
          size="sm"
          value={Math.min(100, (100 * ratings) / planned)}
          aria-label={`Ratings of ${letter}`}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {formatNumber(ratings)} of {planned} ratings · {countOf(answered, 'answer')}
          {fallbacks > 0 && `, ${formatNumber(fallbacks)} of them by another model (not counted)`}
        </Text>
      </div>
    </section>
  );
}
