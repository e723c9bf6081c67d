import { isEnded } from '@understudy/domain/runs/run';
import type { Transaction } from '../database.ts';
import type { WrittenRunEvent } from '../runs/write-run-event.ts';
import { markBuildFailed, markBuilding } from './publish-artefact.ts';

/** What a new status of a build means for a training file that has no artefact yet. */
export async function followBuild(tx: Transaction, { run, status }: WrittenRunEvent): Promise<void> {
  if (run.subjectId === null) return;
  if (status === 'failed' || status === 'cancelled') await markBuildFailed(tx, run.subjectId);
  else if (isEnded(run.status)) await markBuilding(tx, run.subjectId);
}
