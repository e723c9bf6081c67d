import type { Genre } from '@understudy/domain/auto-train/genres';
import type { Page } from '@understudy/domain/http/page';
import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { olderThanCursor, toPage, type PageRequest } from '../paging/keyset-page.ts';
import { autoTrainItems } from '../schema/auto-train.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';

/** An example of a batch, with how it came about. */
export type GeneratedExample = {
  /** Of the training example. */
  id: string;
  itemIndex: number;
  genre: Genre;
  promptIndex: number;
  modifierIndex: number;
  instruction: string;
  story: string;
  /** 0 to 10. */
  qualityScore: number | null;
  /** 0 to 10; null without a judge. */
  judgeScore: number | null;
  /** Attempts that it took. */
  attempts: number;
  /** As they were recorded. */
  votes: unknown;
  members: unknown;
  costUsd: number;
  inputTokens: number;
  outputTokens: number;
  durationMs: number;
  createdAt: Date;
};

/** A page of a batch's examples, newest first. */
export async function listItems(
  tx: Transaction,
  batchId: string,
  page: PageRequest,
): Promise<Page<GeneratedExample>> {
  // The page is cut before it is joined: the other way round the planner joins the whole batch first.
  const examples = tx
    .select({
      id: avatarTrainingExamples.id,
      itemIndex: avatarTrainingExamples.itemIndex,
      instruction: avatarTrainingExamples.instruction,
      story: avatarTrainingExamples.response,
    })
    .from(avatarTrainingExamples)
    .where(
      and(
        mine(avatarTrainingExamples),
        eq(avatarTrainingExamples.batchId, batchId),
        olderThanCursor(avatarTrainingExamples.id, page),
      ),
    )
    .orderBy(desc(avatarTrainingExamples.id))
    .limit(page.limit + 1)
    .as('examples');
  const rows = await tx
    .select({
      id: examples.id,
      itemIndex: autoTrainItems.itemIndex,
      genre: autoTrainItems.genre,
      promptIndex: autoTrainItems.promptIndex,
      modifierIndex: autoTrainItems.modifierIndex,
      instruction: examples.instruction,
      story: examples.story,
      qualityScore: autoTrainItems.qualityScore,
      judgeScore: autoTrainItems.judgeScore,
      attempts: autoTrainItems.attempts,
      votes: autoTrainItems.votes,
      members: autoTrainItems.members,
      costUsd: autoTrainItems.costUsd,
      inputTokens: autoTrainItems.inputTokens,
      outputTokens: autoTrainItems.outputTokens,
      durationMs: autoTrainItems.durationMs,
      createdAt: autoTrainItems.createdAt,
    })
    .from(examples)
    .innerJoin(
      autoTrainItems,
      and(
        mine(autoTrainItems),
        eq(autoTrainItems.batchId, batchId),
        eq(autoTrainItems.itemIndex, examples.itemIndex),
      ),
    )
    .orderBy(desc(examples.id));
  return toPage(rows, page, (row) => row);
}
