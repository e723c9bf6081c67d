import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { StatusBadge, type StatusLook } from '../../app/status-badge.tsx';

/** What the state of a file is called in front of people, the build of a newer artefact included. */
export function describeTrainingFile(file: TrainingFile): StatusLook {
  const building = !isEnded(file.run.status);
  if (building && file.artefact === null) return { label: 'Building', color: 'footlight', isAtWork: true };
  if (building) return { label: 'Updating', color: 'footlight', isAtWork: true };
  if (file.status === 'failed') return { label: 'Failed', color: 'red' };
  if (!file.up_to_date) return { label: 'Out of date', color: 'orange' };
  return file.quality_summary.ready
    ? { label: 'Ready', color: 'teal' }
    : { label: 'Complete, with open points', color: 'orange' };
}

/** The state of a training file as a word on a colour. */
export function TrainingFileBadge({ file }: { file: TrainingFile }) {
  return <StatusBadge {...describeTrainingFile(file)} />;
}
