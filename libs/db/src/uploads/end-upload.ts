import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { uploads } from '../schema/uploads.ts';

/**
 * Ends an upload: its objects belong to what this transaction writes, or are deleted by whoever asks. Of two at the same
 * moment the second waits for the first, so that only one ends it.
 *
 * @returns false where it has ended already
 */
export async function endUpload(tx: Transaction, uploadId: string): Promise<boolean> {
  const ended = await tx
    .delete(uploads)
    .where(and(mine(uploads), eq(uploads.id, uploadId)))
    .returning({ id: uploads.id });
  return ended.length > 0;
}
