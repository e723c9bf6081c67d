import type { Transaction } from '../database.ts';
import { uploads } from '../schema/uploads.ts';

/** An upload that is about to be received. */
export type NewUpload = {
  /** Also the ID of what is to be made of it. */
  uploadId: string;
  /** Every object of it has a key that begins with `<prefix>/`. */
  storagePrefix: string;
};

/** Notes an upload before its first byte is stored, so that whatever becomes of this process, somebody knows of it. */
export async function beginUpload(
  tx: Transaction,
  { uploadId: id, storagePrefix }: NewUpload,
): Promise<void> {
  await tx.insert(uploads).values({ id, storagePrefix });
}
