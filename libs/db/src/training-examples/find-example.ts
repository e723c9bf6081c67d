import type { ExampleIndex } from '@understudy/domain/training-center/contracts/remove-examples';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import type { PlacedId } from './example-item.ts';
import { inScope, type ExampleScope } from './example-scope.ts';
import { rankExamples } from './rank-examples.ts';

/**
 * The example at a place of the list, or with an ID, and both of it.
 *
 * @throws UnderstudyError `not_found` also for an example of another scope
 */
export async function findExample(
  tx: Transaction,
  scope: ExampleScope,
  wanted: ExampleIndex,
): Promise<PlacedId> {
  const query = tx
    .select({ id: examples.id })
    .from(examples)
    .where(and(mine(examples), inScope(scope), wanted.by === 'id' ? eq(examples.id, wanted.id) : undefined))
    .orderBy(asc(examples.id))
    .limit(1)
    .offset(wanted.by === 'index' ? wanted.index : 0);
  const name = wanted.by === 'id' ? wanted.id : `${wanted.index}`;
  const { id } = firstOrNotFound(await query, 'example', name);
  if (wanted.by === 'index') return { id, index: wanted.index };
  return { id, index: (await rankExamples(tx, scope, [id])).get(id) ?? 0 };
}
