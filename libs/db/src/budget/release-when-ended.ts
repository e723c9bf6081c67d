import { isEnded } from '@understudy/domain/runs/run';
import type { Transaction } from '../database.ts';
import type { WrittenRunEvent } from '../runs/write-run-event.ts';
import { ensureRunAccount } from './ensure-run-account.ts';
import { releaseAll } from './release.ts';

/** Gives the reservations of a run back when it ends: nobody is going to settle them. */
export async function releaseWhenEnded(tx: Transaction, { run, status }: WrittenRunEvent): Promise<void> {
  if (isEnded(status)) await releaseAll(tx, run.id);
}

/** `releaseWhenEnded` for a run that has an account only when it has come to paying for something. */
export async function releaseIfPaidWhenEnded(tx: Transaction, event: WrittenRunEvent): Promise<void> {
  if (!isEnded(event.status)) return;
  await ensureRunAccount(tx, event.run.id);
  await releaseWhenEnded(tx, event);
}
