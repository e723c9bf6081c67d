import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { inScope, type ExampleScope } from './example-scope.ts';

/** Examples that were removed together, and can be brought back together. */
export type Removal = {
  /** Null where nothing was removed. */
  removalId: string | null;
  removed: number;
  removedAt: Date;
};

/** Removes examples by a condition, so that they can be brought back; those that are removed already stay as they are. */
export async function removeExamples(
  tx: Transaction,
  scope: ExampleScope,
  condition: SQL | undefined,
): Promise<Removal> {
  const removalId = newId();
  const removedAt = new Date();
  const { rowCount } = await tx
    .update(examples)
    .set({ removedAt, removalId })
    .where(and(mine(examples), inScope(scope), condition));
  const removed = rowCount ?? 0;
  return { removalId: removed === 0 ? null : removalId, removed, removedAt };
}

/**
 * Removes all examples of a scope.
 *
 * @param expectedTotal how many there are by what somebody saw
 * @throws UnderstudyError `conflict` where there are others by now; then nothing is removed
 */
export async function clearExamples(
  tx: Transaction,
  scope: ExampleScope,
  expectedTotal?: number,
): Promise<Removal> {
  const removal = await removeExamples(tx, scope, undefined);
  if (expectedTotal !== undefined && removal.removed !== expectedTotal) throw changed(removal.removed);
  return removal;
}

/** How many examples a scope has. */
export async function countExamples(tx: Transaction, scope: ExampleScope): Promise<number> {
  return await tx.$count(examples, and(mine(examples), inScope(scope)));
}

function changed(total: number): UnderstudyError {
  return new UnderstudyError(
    'conflict',
    `There are ${total.toLocaleString('en')} examples by now. Look at them again; nothing was removed.`,
  );
}

/** Condition for some examples by their IDs. */
export const withIds = (ids: readonly string[]): SQL =>
  sql`${examples.id} = any(${`{${ids.join(',')}}`}::uuid[])`;
