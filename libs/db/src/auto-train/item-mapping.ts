import type { AutoTrainItem } from '@understudy/domain/auto-train/auto-train-item';
import { itemMembersSchema, itemVotesSchema } from '@understudy/domain/auto-train/item-record';
import { storyPrompts } from '@understudy/domain/auto-train/story-prompts';
import { styleModifiers } from '@understudy/domain/auto-train/style-modifiers';
import { getTableColumns } from 'drizzle-orm';
import { autoTrainItems } from '../schema/auto-train.ts';

/** Columns of items to select for `toItem`. */
export const itemColumns = getTableColumns(autoTrainItems);

/** The training example of an accepted item. */
export type ItemExample = { id: string; instruction: string; response: string };

/** An item as the API shows it. */
export function toItem(row: typeof autoTrainItems.$inferSelect, example: ItemExample | null): AutoTrainItem {
  return {
    index: row.itemIndex,
    status: row.status,
    genre: row.genre,
    prompt: storyPrompts[row.genre][row.promptIndex] ?? '',
    style: styleModifiers[row.modifierIndex] ?? '',
    example_id: example?.id ?? null,
    instruction: example?.instruction ?? null,
    story: example?.response ?? null,
    quality_score: row.qualityScore,
    judge_score: row.judgeScore,
    reason: row.reason,
    message: row.message,
    attempts: row.attempts,
    votes: itemVotesSchema.nullable().parse(row.votes),
    members: itemMembersSchema.parse(row.members ?? []),
    cost_usd: row.costUsd,
    input_tokens: row.inputTokens,
    output_tokens: row.outputTokens,
    duration_ms: row.durationMs,
    created_at: row.createdAt.toISOString(),
  };
}
