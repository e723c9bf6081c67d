import type { ExampleFinding } from '@understudy/domain/training-center/quality/finding';
import { findingOf } from '@understudy/domain/training-center/quality/finding';
import type { Examination } from '@understudy/domain/training-center/quality/examine-example';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { newId } from '../new-id.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { findDuplicate } from './duplicates.ts';
import { valuesOfExample } from './example-values.ts';

/** `source` of examples that people typed. */
export const manualSource = 'manual';

/** An example that somebody typed, and what is known about it. */
export type TypedExample = {
  avatarId: string | null;
  example: TrainingExample;
  patternType: string;
  /** 0 to 1. */
  qualityScore: number;
  examination: Examination;
};

/** What became of it. */
export type AddedExample = {
  id: string;
  /** One with the same texts that was there before. */
  duplicateOf: string | null;
  /** All findings, that of a duplicate included. */
  findings: ExampleFinding[];
};

/**
 * Stores an example that somebody typed; a duplicate as well, since that was their wish.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function addExample(tx: Transaction, typed: TypedExample): Promise<AddedExample> {
  const { avatarId, example, patternType, qualityScore, examination } = typed;
  if (avatarId !== null) await keepAvatar(tx, avatarId);
  const id = newId();
  const values = valuesOfExample(example);
  const duplicateOf = await findDuplicate(
    tx,
    { avatarId },
    { contentDigest: values.contentDigest, exceptId: id },
  );
  const findings = [...examination.findings, ...(duplicateOf === null ? [] : [findingOf('duplicate')])];
  await tx.insert(examples).values({
    id,
    avatarId,
    ...values,
    patternType,
    qualityScore,
    source: manualSource,
    findingCodes: findings.map(({ code }) => code),
    language: examination.language,
  });
  return { id, duplicateOf, findings };
}

/** Makes sure that the avatar exists until the end of the transaction. */
async function keepAvatar(tx: Transaction, avatarId: string): Promise<void> {
  const avatars = await tx
    .select({ id: avatarProfiles.id })
    .from(avatarProfiles)
    .where(and(mine(avatarProfiles), eq(avatarProfiles.id, avatarId)))
    .for('key share');
  firstOrNotFound(avatars, 'avatar', avatarId);
}
