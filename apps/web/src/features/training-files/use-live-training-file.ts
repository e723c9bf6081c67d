import { isEnded } from '@understudy/domain/runs/run';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveRun } from '../runs/use-live-run.ts';
import { trainingFileKey, trainingFilesKey } from './use-training-files.ts';

/** A training file whose build is followed live; at its end the file is read again. */
export function useLiveTrainingFile(file: TrainingFile): TrainingFile {
  const queries = useQueryClient();
  const live = useLiveRun(file.run.id, (fresh) => {
    if (!fresh.some(({ status }) => isEnded(status))) return;
    void queries.invalidateQueries({ queryKey: trainingFileKey(file.id) });
    void queries.invalidateQueries({ queryKey: trainingFilesKey });
  });
  return live.run.data === undefined ? file : { ...file, run: live.run.data };
}
