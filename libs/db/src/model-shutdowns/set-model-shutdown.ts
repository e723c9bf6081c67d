import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** Notes when the provider shuts the model of a job down, as it says now; null where it does not say. */
export async function setModelShutdown(tx: Transaction, jobId: string, at: Date | null): Promise<void> {
  await tx
    .update(avatarFineTuneJobs)
    .set({ shutdownAt: at })
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.id, jobId)));
}
