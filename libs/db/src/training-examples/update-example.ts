import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { Examination } from '@understudy/domain/training-center/quality/examine-example';
import { and, eq, sql, type SQL } from 'drizzle-orm';
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
  { findings, language }: Examination,
): Promise<string | null> {
  const values = valuesOfExample(example);
  const { contentDigest } = values;
  const duplicateOf = await findDuplicate(tx, { avatarId }, { contentDigest, exceptId: id });
  const own = findings.map(({ code }) => code);
  const codes = duplicateOf === null ? own : [...own, 'duplicate'];
  await store(tx, id, { ...values, findingCodes: sql`${toArray(codes)}::text[]`, language });
  return duplicateOf;
}

/**
 * Stores an example of which personal data was redacted: it differs from the others as it did before, and findings that
 * came of comparing it stay.
 */
export async function storeRedacted(
  tx: Transaction,
  id: string,
  example: TrainingExample,
  { findings }: Examination,
): Promise<void> {
  const own = toArray(findings.map(({ code }) => code));
  const compared = sql`array(select code from unnest(${examples.findingCodes}) as code
    where code in ('duplicate', 'near_duplicate', 'other_language', 'style_outlier'))`;
  await store(tx, id, { ...valuesOfExample(example), findingCodes: sql`${own}::text[] || ${compared}` });
}

async function store(
  tx: Transaction,
  id: string,
  values: ReturnType<typeof valuesOfExample> & { findingCodes: SQL; language?: string | null },
): Promise<void> {
  await tx
    .update(examples)
    .set({ ...values, editedAt: sql`clock_timestamp()` })
    .where(and(mine(examples), eq(examples.id, id)));
}

/** Codes have neither quotation marks nor commas. */
const toArray = (codes: readonly string[]): string => `{${codes.join(',')}}`;
