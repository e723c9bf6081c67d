import { bandKeys, isNearDuplicate, type Signature } from '@understudy/domain/auto-train/near-duplicates';
import { hashText } from '@understudy/domain/auto-train/seeded-random';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';

/** A text that may be stored, unless it is too much like another one. */
export type SignedText = { signature: Signature };

/**
 * Keeps everybody else from storing examples of the user by their signature until the end of the transaction, so that
 * two that are alike cannot pass by each other. Locked before anything else.
 */
export async function lockSignatures(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('training_example_signatures', 0)
      # hashtextextended(current_setting('app.user_id'), 0))
  `);
}

/**
 * Tells apart what is new and what is a near-duplicate, of one of the signatures or of a text that comes earlier in the list.
 *
 * @param known what `findLikelyDuplicates` found for these texts
 */
export function separateNearDuplicates<Text extends SignedText>(
  known: readonly Signature[],
  texts: readonly Text[],
): { fresh: Text[]; duplicates: Text[] } {
  const fresh: Text[] = [];
  const duplicates: Text[] = [];
  for (const text of texts) {
    const isLike = (other: Signature) => isNearDuplicate(text.signature, other);
    const repeated = known.some(isLike) || fresh.some(({ signature }) => isLike(signature));
    (repeated ? duplicates : fresh).push(text);
  }
  return { fresh, duplicates };
}

/**
 * Keys to store and to look a signature up by: a hash of 32 bits of each band, since numbers are found faster than texts
 * and what is found by accident is compared anyway. The index is one for all users, so each key is made the user's own.
 */
export function toBandKeys(userId: string, signature: Signature): number[] {
  return bandKeys(signature).map((key) => hashText(`${key} ${userId}`) | 0);
}

/** The stored form of a signature. */
export function toSignatureBytes(signature: Signature): Buffer {
  const bytes = Buffer.alloc(signature.length * 4);
  signature.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}

const foundSchema = z.array(z.object({ signature: z.instanceof(Buffer) }));

/**
 * Signatures of the user's generated examples that may be near-duplicates of one of the texts. To rely on the answer for
 * storing, call `lockSignatures` first.
 */
export async function findLikelyDuplicates(
  tx: Transaction,
  userId: string,
  texts: readonly SignedText[],
): Promise<Signature[]> {
  if (texts.length === 0) return [];
  const wanted = texts.map(({ signature }) => ({ band_keys: toBandKeys(userId, signature) }));
  const found = await tx.execute(
    sql`select signature from find_signatures_sharing_bands(${JSON.stringify(wanted)}::json)`,
  );
  return foundSchema.parse(found.rows).map(({ signature }) => fromSignatureBytes(signature));
}

function fromSignatureBytes(bytes: Buffer): Signature {
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}
