import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { Examination } from '@understudy/domain/training-center/quality/examine-example';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { findDuplicate } from './duplicates.ts';
import { valuesOfExample } from './example-values.ts';

/**
 * Stores an example anew in place of what it was. Labels stay; findings are those about itself, and whether it is a
 * duplicate now: what comes of comparing it with the others is found by the next examination.
 *
 * @returns the one that it is a duplicate of
 */
export async function updateExample(
  tx: Transaction,
  { id, avatarId }: { id: string; avatarId: string | null },
  example: TrainingExample,
  examination: Examination,
): Promise<string | null> {
  const values = valuesOfExample(example);
  const { contentDigest } = values;
  const duplicateOf = await findDuplicate(tx, { avatarId }, { contentDigest, exceptId: id });
  const own = examination.findings.map(({ code }) => code);
  await tx
    .update(examples)
    .set({
      ...values,
      findingCodes: duplicateOf === null ? own : [...own, 'duplicate'],
      language: examination.language,
      editedAt: sql`clock_timestamp()`,
    })
    .where(and(mine(examples), eq(examples.id, id)));
  return duplicateOf;
}
