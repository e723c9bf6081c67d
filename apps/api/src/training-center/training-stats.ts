import { exampleStats } from '@understudy/db/training-examples/example-stats';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import type { TrainingCenterStats } from '@understudy/domain/training-center/contracts/training-center-stats';
import { readinessOf } from '@understudy/domain/training-center/quality/readiness';
import type { ApiDependencies } from '../dependencies.ts';
import { requireAskedAvatar } from './asked-avatar.ts';

/**
 * The seed's dashboard for the examples of an avatar, or of all.
 *
 * @throws UnderstudyError `not_found` without such an avatar
 */
export async function trainingStats(
  { database }: ApiDependencies,
  userId: string,
  avatarId: string | null,
): Promise<TrainingCenterStats> {
  return await database.asUser(userId, async (tx) => {
    await requireAskedAvatar(tx, avatarId);
    const stats = await exampleStats(tx, { avatarId });
    const quality = await findQualityReport(tx, { avatarId });
    const readiness = readinessOf(stats.examples);
    return {
      total_examples: stats.examples,
      avg_response_length: mean(stats.responseCharacters, stats.examples),
      training_readiness: readiness.percent,
      avg_instruction_length: mean(stats.instructionCharacters, stats.examples),
      preference_pairs: stats.preferencePairs,
      by_source: stats.bySource,
      by_pattern_type: stats.byPatternType,
      readiness,
      quality: quality?.report ?? null,
      quality_examined_at: quality?.examinedAt.toISOString() ?? null,
    };
  });
}

/** With one decimal; 0 for no examples. */
const mean = (total: number, count: number): number =>
  count === 0 ? 0 : Math.round((total / count) * 10) / 10;
