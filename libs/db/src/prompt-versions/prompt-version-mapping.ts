import type { PromptVersion } from '@understudy/domain/prompt-versions/prompt-version';
import { communicationAnalysisSchema } from '@understudy/domain/style/communication-analysis';
import { measuredStyleSchema } from '@understudy/domain/style/measured-style';
import { and, eq, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarPromptVersions, promptVersionRatings } from '../schema/prompt-versions.ts';

/** The query that reads the user's prompt versions that meet a condition, with their ratings. */
export function selectPromptVersions(tx: Transaction, condition: SQL | undefined) {
  const { rating, promptVersionId } = promptVersionRatings;
  const ratings = tx
    .select({
      average: sql<number | null>`avg(${rating})::float8`.as('rating_average'),
      count: sql<number>`count(*)::integer`.as('rating_count'),
    })
    .from(promptVersionRatings)
    .where(and(mine(promptVersionRatings), eq(promptVersionId, avatarPromptVersions.id)))
    .as('ratings');
  return tx
    .select({
      ...getTableColumns(avatarPromptVersions),
      ratingAverage: ratings.average,
      ratingCount: ratings.count,
    })
    .from(avatarPromptVersions)
    .crossJoinLateral(ratings)
    .where(and(mine(avatarPromptVersions), condition));
}

type PromptVersionRow = Awaited<ReturnType<typeof selectPromptVersions>>[number];

/** A prompt version as the API shows it. */
export function toPromptVersion(row: PromptVersionRow): PromptVersion {
  return {
    id: row.id,
    avatar_id: row.avatarId,
    training_session_id: row.trainingDataId,
    version_number: row.versionNumber,
    system_prompt: row.systemPrompt,
    instructions: row.instructions,
    analysis: communicationAnalysisSchema.nullable().parse(row.analysis),
    measured_style: measuredStyleSchema.nullable().parse(row.measuredStyle),
    grounded_fields: row.groundedFields,
    is_active: row.isActive,
    usage_count: row.usageCount,
    rating_average: row.ratingAverage,
    rating_count: row.ratingCount,
    model: row.model,
    simulated_provider: row.simulatedProvider,
    created_at: row.createdAt.toISOString(),
    activated_at: row.activatedAt?.toISOString() ?? null,
    deactivated_at: row.deactivatedAt?.toISOString() ?? null,
  };
}
