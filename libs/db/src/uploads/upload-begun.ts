import { sql, type SQL } from 'drizzle-orm';
import { uploads } from '../schema/uploads.ts';

/** An upload that is about to be received. */
export type NewUpload = {
  /** Also the ID of what is to be made of it. */
  uploadId: string;
  /** Every object of it has a key that begins with `<prefix>/`. */
  storagePrefix: string;
};

/** The statement which notes an upload before its first byte is stored, so that whatever becomes of this process, somebody knows of it. */
export function uploadBegun({ uploadId, storagePrefix }: NewUpload): SQL {
  return sql`insert into ${uploads} (id, storage_prefix) values (${uploadId}, ${storagePrefix})`;
}
