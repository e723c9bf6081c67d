import { hash } from 'node:crypto';
import type { Database } from '@understudy/db/database';
import { findProviderCall, recordProviderCall } from '@understudy/db/provider-calls/provider-calls';
import type { z } from 'zod';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import type { ChatModelRequest } from './chat-model.ts';
import type { ChatModels } from './chat-models.ts';
import { parseStructuredAnswer } from './structured-answer.ts';

/** A paid call of a run, under a key that is the same on every execution. */
export type RecordedCall<Schema extends z.ZodType> = {
  userId: string;
  runId: string;
  callKey: string;
  request: ChatModelRequest & { answerSchema: { name: string; schema: Record<string, unknown> } };
  /** What the answer must be. */
  schema: Schema;
};

/**
 * Answers a structured request once and for all: what has been answered and recorded under this key is never asked for
 * again, however often the activity is executed. An answer that has arrived is not given up because the database is
 * away for a moment.
 *
 * @throws UnderstudyError one of the `provider_…` codes, or `database_unavailable`
 */
export async function recordedAnswer<Schema extends z.ZodType>(
  { database, models }: { database: Database; models: ChatModels },
  { userId, runId, callKey, request, schema }: RecordedCall<Schema>,
): Promise<z.infer<Schema>> {
  const earlier = await database.asUser(userId, (tx) => findProviderCall(tx, runId, callKey));
  if (earlier !== null) return schema.parse(earlier.response);

  const model = models.forName(request.model);
  const startedAt = performance.now();
  const answer = await model.complete(request);
  const parsed = parseStructuredAnswer(model.provider, answer.text, schema);
  const latencyMs = Math.round(performance.now() - startedAt);
  await whileDatabaseIsAway(() =>
    database.asUser(userId, (tx) =>
      recordProviderCall(tx, {
        runId,
        callKey,
        provider: model.provider,
        model: answer.model,
        requestDigest: digestOf(request),
        response: parsed,
        inputTokens: answer.usage.inputTokens,
        outputTokens: answer.usage.outputTokens,
        latencyMs,
      }),
    ),
  );
  return parsed;
}

/** Tells a request apart from others: what is asked of which model, in which form. */
export function digestOf({ model, messages, answerSchema }: ChatModelRequest): string {
  return hash('sha256', JSON.stringify({ model, messages, answerSchema }));
}
