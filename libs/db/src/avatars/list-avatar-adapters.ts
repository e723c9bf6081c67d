import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';

/** IDs of the avatar's jobs at our own trainer, each of which may have an adapter and checkpoints in object storage. */
export async function listAvatarAdapters(tx: Transaction, avatarId: string): Promise<string[]> {
  const { id, avatarId: owner, provider } = avatarFineTuneJobs;
  const rows = await tx
    .select({ id })
    .from(avatarFineTuneJobs)
    .where(and(mine(avatarFineTuneJobs), eq(owner, avatarId), eq(provider, 'lora')))
    .orderBy(id);
  return rows.map((row) => row.id);
}
