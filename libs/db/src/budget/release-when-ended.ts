import { isEnded } from '@understudy/domain/runs/run';
import type { Transaction } from '../database.ts';
import type { WrittenRunEvent } from '../runs/write-run-event.ts';
import { releaseAll } from './release.ts';

/** Gives the reservations of a run back when it ends: nobody is going to settle them. */
export async function releaseWhenEnded(tx: Transaction, { run, status }: WrittenRunEvent): Promise<void> {
  if (isEnded(status)) await releaseAll(tx, run.id);
}
