import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { SourceExample } from '@understudy/domain/fine-tune/preparation/candidate';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { exampleColumns } from '../training-examples/example-columns.ts';
import { toTrainingExample } from '../training-examples/example-row.ts';
import { inFineTuneScope, type FineTuneScope } from './count-examples.ts';

/** An example on its way into a training file. */
export type FineTuneExample = SourceExample<TrainingExample>;

const { id, qualityScore, conversationId, position, usedInTraining, patternType } = avatarTrainingExamples;
const columns = { ...exampleColumns, id, conversationId, position };

/**
 * A page of the examples that a job may learn from, the best first, and of equal ones the newest.
 *
 * @param after the last one of the page before
 */
export async function listFineTuneExamples(
  tx: Transaction,
  scope: FineTuneScope & { unusedOnly: boolean; patternTypes: readonly string[] | null },
  after: Pick<FineTuneExample, 'id' | 'quality'> | null,
  limit: number,
): Promise<FineTuneExample[]> {
  const rows = await tx
    .select(columns)
    .from(avatarTrainingExamples)
    .where(
      and(
        mine(avatarTrainingExamples),
        inFineTuneScope(scope),
        scope.unusedOnly ? eq(usedInTraining, false) : undefined,
        scope.patternTypes === null ? undefined : inArray(patternType, [...scope.patternTypes]),
        after === null
          ? undefined
          : or(lt(qualityScore, after.quality), and(eq(qualityScore, after.quality), lt(id, after.id))),
      ),
    )
    .orderBy(desc(qualityScore), desc(id))
    .limit(limit);
  return rows.map(toSource);
}

/** Examples by their IDs, in the order of these; those that are removed meanwhile are left out. */
export async function loadFineTuneExamples(
  tx: Transaction,
  scope: FineTuneScope,
  ids: readonly string[],
): Promise<FineTuneExample[]> {
  const rows = await tx
    .select(columns)
    .from(avatarTrainingExamples)
    .where(and(mine(avatarTrainingExamples), inFineTuneScope(scope), inArray(id, [...ids])));
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((one) => {
    const row = found.get(one);
    return row === undefined ? [] : [toSource(row)];
  });
}

type SourceRow = Parameters<typeof toTrainingExample>[0] & {
  id: string;
  conversationId: string | null;
  position: number | null;
};

function toSource(row: SourceRow): FineTuneExample {
  return {
    id: row.id,
    patternType: row.patternType,
    quality: row.qualityScore,
    conversationId: row.conversationId,
    position: row.position,
    example: toTrainingExample(row),
  };
}
