import type { ExampleCounts } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';
import type { ExampleGroup } from '@understudy/domain/fine-tune/eligibility/compose-statistics';
import { eligibilityRules } from '@understudy/domain/fine-tune/eligibility/eligibility-rules';
import type { FineTuneMethod } from '@understudy/domain/fine-tune/fine-tune-provider';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** The examples that a job of an avatar may learn from: all of the avatar's, or those of one training session. */
export type FineTuneScope = { avatarId: string; trainingDataId: string | null };

/** Condition for the examples of a scope, removed ones left out. */
export function inFineTuneScope({ avatarId, trainingDataId }: FineTuneScope) {
  return and(
    eq(avatarTrainingExamples.avatarId, avatarId),
    isNull(avatarTrainingExamples.removedAt),
    trainingDataId === null ? undefined : eq(avatarTrainingExamples.trainingDataId, trainingDataId),
  );
}

/** The examples of a scope, counted by all that statistics and eligibility ask for. */
export async function groupFineTuneExamples(tx: Transaction, scope: FineTuneScope): Promise<ExampleGroup[]> {
  const { patternType, source, kind, usedInTraining, qualityScore, timesUsed } = avatarTrainingExamples;
  return await tx
    .select({
      patternType,
      source,
      kind,
      usedInTraining,
      count: sql<number>`count(*)::integer`,
      goodCount: sql<number>`(count(*) filter (where ${qualityScore} > ${eligibilityRules.goodQuality}))::integer`,
      qualitySum: sql<number>`sum(${qualityScore})::float8`,
      timesUsed: sql<number>`sum(${timesUsed})::integer`,
    })
    .from(avatarTrainingExamples)
    .where(and(mine(avatarTrainingExamples), inFineTuneScope(scope)))
    .groupBy(patternType, source, kind, usedInTraining);
}

/** What eligibility is assessed by, out of the groups. */
export function toExampleCounts(groups: readonly ExampleGroup[], method: FineTuneMethod): ExampleCounts {
  const usable = groups.filter(({ kind }) => method === 'supervised' || kind === 'preference');
  const sum = (of: readonly ExampleGroup[], valueOf: (group: ExampleGroup) => number) =>
    of.reduce((total, group) => total + valueOf(group), 0);
  const count = sum(usable, (group) => group.count);
  const byPatternType: Record<string, number> = {};
  for (const { patternType, count: part } of usable) {
    byPatternType[patternType] = (byPatternType[patternType] ?? 0) + part;
  }
  return {
    chats: sum(groups, (group) => (group.kind === 'chat' ? group.count : 0)),
    preferencePairs: sum(groups, (group) => (group.kind === 'preference' ? group.count : 0)),
    good: sum(usable, (group) => group.goodCount),
    averageQuality: count === 0 ? null : sum(usable, (group) => group.qualitySum) / count,
    byPatternType,
  };
}
