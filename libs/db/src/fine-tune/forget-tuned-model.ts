import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** Clears the name of a job's model, which was deleted, also where its avatar keeps it for being activated anew. */
export async function forgetTunedModel(tx: Transaction, jobId: string, model: string): Promise<void> {
  const jobs = await tx
    .update(avatarFineTuneJobs)
    .set({ fineTunedModel: null })
    .where(
      and(
        mine(avatarFineTuneJobs),
        eq(avatarFineTuneJobs.id, jobId),
        eq(avatarFineTuneJobs.fineTunedModel, model),
      ),
    )
    .returning({ avatarId: avatarFineTuneJobs.avatarId });
  for (const { avatarId } of jobs) {
    await tx
      .update(avatarProfiles)
      .set({ activeFineTunedModel: null, useFineTunedModel: false })
      .where(
        and(
          mine(avatarProfiles),
          eq(avatarProfiles.id, avatarId),
          eq(avatarProfiles.activeFineTunedModel, model),
        ),
      );
  }
}
