import { mbtiTypes, type Avatar } from '@understudy/domain/avatars/avatar';
import { and, eq, getTableColumns, isNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** The query that reads the user's avatars that meet a condition, with their counts. */
export function selectAvatars(tx: Transaction, condition: SQL | undefined) {
  const { id } = avatarProfiles;
  return tx
    .select({
      ...getTableColumns(avatarProfiles),
      activeVersionNumber: avatarPromptVersions.versionNumber,
      promptVersionCount: tx.$count(
        avatarPromptVersions,
        and(mine(avatarPromptVersions), eq(avatarPromptVersions.avatarId, id)),
      ),
      trainingSessionCount: tx.$count(
        avatarTrainingData,
        and(mine(avatarTrainingData), eq(avatarTrainingData.avatarId, id)),
      ),
      trainingExampleCount: tx.$count(
        avatarTrainingExamples,
        and(
          mine(avatarTrainingExamples),
          isNull(avatarTrainingExamples.removedAt),
          eq(avatarTrainingExamples.avatarId, id),
        ),
      ),
    })
    .from(avatarProfiles)
    .leftJoin(avatarPromptVersions, eq(avatarPromptVersions.id, avatarProfiles.activePromptVersionId))
    .where(and(mine(avatarProfiles), condition));
}

type AvatarRow = Awaited<ReturnType<typeof selectAvatars>>[number];

const mbtiSchema = z.enum(mbtiTypes).nullable();

/** An avatar as the API shows it. */
export function toAvatar(row: AvatarRow): Avatar {
  return {
    id: row.id,
    name: row.name,
    backstory: row.backstory,
    traits: row.traits,
    mbti: mbtiSchema.parse(row.mbti),
    base_model: row.baseModel,
    active_prompt_version_id: row.activePromptVersionId,
    active_prompt_version_number: row.activeVersionNumber,
    prompt_version_count: row.promptVersionCount,
    training_session_count: row.trainingSessionCount,
    training_example_count: row.trainingExampleCount,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
