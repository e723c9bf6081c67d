import { Badge, Group, Text } from '@mantine/core';
import { readinessPercent, type Readiness } from '@understudy/domain/training-center/quality/readiness';
import { formatNumber } from '../../app/format.ts';
import tile from '../prompt-versions/fact-tile.module.css';
import classes from './readiness-gauge.module.css';

const levels: Record<Readiness['level'], { color: string; title: string }> = {
  empty: { color: 'gray', title: 'Nothing yet' },
  below_minimum: { color: 'orange', title: 'Too few' },
  below_recommended: { color: 'blue', title: 'Enough to try' },
  recommended: { color: 'teal', title: 'Ready' },
};

/** How ready a data set is to be trained on, with marks where it is enough and where it is good. */
export function ReadinessGauge({ readiness }: { readiness: Readiness }) {
  const { percent, level, minimum, recommended } = readiness;
  const { color, title } = levels[level];
  const text = `${formatNumber(percent)} %`;
  return (
    <div className={tile.tile}>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" fw={600} id="training-readiness">
          Training readiness
        </Text>
        <Badge variant="light" color={color} size="sm">
          {title}
        </Badge>
      </Group>
      <div className={classes.line}>
        <span className={tile.value}>{text}</span>
        <span className={classes.missing}>{missingInWords(readiness)}</span>
      </div>
      <div
        className={classes.gauge}
        role="meter"
        aria-labelledby="training-readiness"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${text}, ${title}`}
      >
        <div className={classes.fill} data-level={level} style={{ width: `${percent}%` }} />
        <span className={classes.mark} style={{ left: `${readinessPercent(minimum)}%` }} />
      </div>
      <div className={classes.ends} aria-hidden>
        <span style={{ left: `${readinessPercent(minimum)}%` }}>{minimum} minimum</span>
        <span data-end>{recommended} recommended</span>
      </div>
    </div>
  );
}

function missingInWords({
  missing_to_minimum: minimum,
  missing_to_recommended: recommended,
}: Readiness): string {
  if (minimum > 0) return `${formatNumber(minimum)} more to the minimum`;
  if (recommended > 0) return `${formatNumber(recommended)} more to what is recommended`;
  return 'As many as are recommended, or more';
}
