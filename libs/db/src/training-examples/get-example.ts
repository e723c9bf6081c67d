import type { TrainingExampleItem } from '@understudy/domain/training-center/contracts/list-examples';
import type { ExampleIndex } from '@understudy/domain/training-center/contracts/remove-examples';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { loadExampleItems } from './example-item.ts';
import { exampleColumns } from './example-columns.ts';
import { toTrainingExample } from './example-row.ts';
import { inScope, type ExampleScope } from './example-scope.ts';
import { findExample } from './find-example.ts';

/**
 * One example as lists show it, and all of it.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getExample(
  tx: Transaction,
  scope: ExampleScope,
  wanted: ExampleIndex,
): Promise<{ item: TrainingExampleItem; example: TrainingExample }> {
  const place = await findExample(tx, scope, wanted);
  const items = await loadExampleItems(tx, [place]);
  const item = firstOrNotFound(items, 'example', place.id);
  return { item, example: await loadExample(tx, place.id) };
}

/**
 * An example with its labels; locked until the end of the transaction, where it is to be changed.
 *
 * @throws UnderstudyError `not_found`
 */
export async function loadExample(
  tx: Transaction,
  id: string,
  lock: 'for update' | 'no lock' = 'no lock',
): Promise<TrainingExample> {
  const query = tx
    .select(exampleColumns)
    .from(examples)
    .where(and(mine(examples), inScope({ avatarId: null }), eq(examples.id, id)));
  const rows = await (lock === 'no lock' ? query : query.for('update'));
  return toTrainingExample(firstOrNotFound(rows, 'example', id));
}
