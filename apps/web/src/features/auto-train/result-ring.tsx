import { RingProgress, Stack, Text } from '@mantine/core';
import figures from '../../app/figure.module.css';
import classes from './result-ring.module.css';

type ResultRingProps = {
  label: string;
  /** 0–1; null while unknown. */
  share: number | null;
  value: string;
  note: string;
  color: string;
};

/** One figure of the result, drawn as a ring around its value. */
export function ResultRing({ label, share, value, note, color }: ResultRingProps) {
  return (
    <Stack gap={2} align="center">
      <RingProgress
        size={132}
        thickness={10}
        roundCaps
        aria-hidden
        sections={[{ value: (share ?? 0) * 100, color }]}
        label={<span className={`${figures.figure} ${classes.value}`}>{value}</span>}
      />
      <Text fw={600} size="sm">
        {label}
        <span className={classes.spoken}>: {value}</span>
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Stack>
  );
}
