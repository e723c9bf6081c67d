import { Badge, Loader } from '@mantine/core';
import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';

type Look = { label: string; color: string; busy?: boolean };

/** What the state of a file is called in front of people, the build of a newer artefact included. */
export function describeTrainingFile(file: TrainingFile): Look {
  const building = !isEnded(file.run.status);
  if (building && file.artefact === null) return { label: 'Building', color: 'footlight', busy: true };
  if (building) return { label: 'Updating', color: 'footlight', busy: true };
  if (file.status === 'failed') return { label: 'Failed', color: 'red' };
  if (!file.up_to_date) return { label: 'Out of date', color: 'orange' };
  return file.quality_summary.ready
    ? { label: 'Ready', color: 'teal' }
    : { label: 'Complete, with open points', color: 'orange' };
}

/** The state of a training file as a word on a colour. */
export function TrainingFileBadge({ file }: { file: TrainingFile }) {
  const { label, color, busy = false } = describeTrainingFile(file);
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={busy ? <Loader size={10} color={color} aria-hidden /> : undefined}
    >
      {label}
    </Badge>
  );
}
