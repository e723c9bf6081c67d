import { Group, Text } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { DownloadPreview } from '@understudy/domain/training-center/contracts/download-examples';
import { countOf, formatNumber } from '../../app/format.ts';
import classes from './format-fit.module.css';

/** How examples fit a format: as they are, with something left out, or not at all, and why. */
export function FormatFit({ preview }: { preview: DownloadPreview }) {
  const { simplified, left_out: leftOut, reasons } = preview;
  if (simplified === 0 && leftOut === 0) {
    return (
      <Group gap="xs" wrap="nowrap">
        <IconCircleCheck size={18} aria-hidden className={classes.good} />
        <Text size="sm">Every example is in the file as it is.</Text>
      </Group>
    );
  }
  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconInfoCircle size={18} aria-hidden className={classes.note} />
        <Text size="sm">
          {[
            leftOut > 0 ? `${countOf(leftOut, 'example')} left out` : null,
            simplified > 0 ? `${countOf(simplified, 'example')} simplified` : null,
          ]
            .filter((part) => part !== null)
            .join(', ')}
          : this format has no place for everything.
        </Text>
      </Group>
      <ul className={classes.reasons} aria-label="Why">
        {reasons.map(({ reason, title, count }) => (
          <li key={reason}>
            {title} <span>{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
