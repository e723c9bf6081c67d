import { recoverableDays } from '@understudy/domain/training-center/examples/example-rules';
import type { RestoreExamplesRequest } from '@understudy/domain/training-center/contracts/remove-examples';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { withIds } from './remove-examples.ts';

/** Removed so recently that it can be brought back, whether or not the sweep has been by. */
export const isRecoverable = (): SQL =>
  sql`${examples.removedAt} > clock_timestamp() - make_interval(days => ${recoverableDays})`;

/**
 * Brings examples back to where they were in the list: those of one removal, or single ones. What was not removed stays as
 * it is, so that a repeated request does no harm.
 *
 * @returns how many came back
 * @throws UnderstudyError `not_found` where there is nothing of the kind, removed or not
 */
export async function restoreExamples(tx: Transaction, wanted: RestoreExamplesRequest): Promise<number> {
  const meant = 'ids' in wanted ? withIds(wanted.ids) : eq(examples.removalId, wanted.removal_id);
  const { rowCount } = await tx
    .update(examples)
    .set({ removedAt: null, removalId: null })
    .where(and(mine(examples), isNotNull(examples.removedAt), isRecoverable(), meant));
  if (rowCount !== null && rowCount > 0) return rowCount;
  if ('ids' in wanted && (await tx.$count(examples, and(mine(examples), meant))) > 0) return 0;
  throw new UnderstudyError('not_found', 'There is nothing of that kind that could be brought back.');
}
