import { genres } from '@understudy/domain/auto-train/genres';
import { planItem } from '@understudy/domain/auto-train/item-plan';
import { scoreQuality } from '@understudy/domain/auto-train/quality-score';
import {
  composeStoryRequest,
  storyCandidateJsonSchema,
  storyCandidateSchema,
  storyCandidateSchemaName,
  storyMaxOutputTokens,
} from '@understudy/domain/auto-train/story-request';
import OpenAI from 'openai';
import type { Sql } from 'postgres';
import { benchModel } from '../batch-shape.ts';
import type { ItemJob, WorkOnItem } from './peer.ts';

/** Where a peer's items go to and come from. */
export type ItemWork = {
  simulatorUrl: string;
  sql: Sql;
  /** A row that was not there before has been committed. */
  onNewRow: (batchId: string) => void;
};

/**
 * The same work for every peer, and less than the product does: the product's own request by the official client, the
 * answer parsed and scored, one row under a unique key. No budget, no near-duplicates, no events, no replacements.
 */
export function createItemWork({ simulatorUrl, sql, onNewRow }: ItemWork): WorkOnItem {
  const client = new OpenAI({ apiKey: 'simulated', baseURL: `${simulatorUrl}/v1`, maxRetries: 0 });
  return async (job) => {
    const { story, score } = await writeStory(client, job);
    const inserted = await sql`
      insert into results (batch_id, item_index, story, quality_score)
      values (${job.batchId}, ${job.index}, ${story}, ${score})
      on conflict (batch_id, item_index) do nothing returning item_index`;
    if (inserted.count === 1) onNewRow(job.batchId);
  };
}

async function writeStory(
  client: OpenAI,
  { seed, index }: ItemJob,
): Promise<{ story: string; score: number }> {
  const plan = planItem({ seedNumber: seed, genres, itemIndex: index, attempt: 1 });
  const { system, user } = composeStoryRequest(plan);
  const completion = await client.chat.completions.create({
    model: benchModel,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    max_completion_tokens: storyMaxOutputTokens,
    response_format: {
      type: 'json_schema',
      json_schema: { name: storyCandidateSchemaName, schema: storyCandidateJsonSchema, strict: true },
    },
  });
  const answer: unknown = JSON.parse(completion.choices[0]?.message.content ?? '');
  const { story } = storyCandidateSchema.parse(answer);
  return { story, score: scoreQuality(story).score };
}
