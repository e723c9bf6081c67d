import { and, eq, sql } from 'drizzle-orm';
import { insertRowsStatement } from '../bulk/insert-rows.ts';
import type { Database, Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { providerCalls } from '../schema/provider-calls.ts';

/** A call that a provider has answered. */
export type ProviderCall = {
  provider: string;
  model: string;
  /** Digest of the request, to tell a call apart from another one under the same key. */
  requestDigest: string;
  /** The parsed answer, as it was recorded: whoever knows its schema parses it. */
  response: unknown;
  inputTokens: number;
  outputTokens: number;
  latencyMs: number;
};

/** Columns of a `ProviderCall`. */
export const callColumns = {
  provider: providerCalls.provider,
  model: providerCalls.model,
  requestDigest: providerCalls.requestDigest,
  response: providerCalls.response,
  inputTokens: providerCalls.inputTokens,
  outputTokens: providerCalls.outputTokens,
  latencyMs: providerCalls.latencyMs,
};

/** The recorded answer to a call of a run; null where none is recorded, and the call has to be made. */
export async function findProviderCall(
  tx: Transaction,
  runId: string,
  callKey: string,
): Promise<ProviderCall | null> {
  const rows = await tx
    .select(callColumns)
    .from(providerCalls)
    .where(and(mine(providerCalls), eq(providerCalls.runId, runId), eq(providerCalls.callKey, callKey)));
  return rows[0] ?? null;
}

/**
 * Records an answer at once, before anything is made of it. The first answer to a call stays; `recorded` is false where
 * there already was one.
 */
export async function recordProviderCall(
  tx: Transaction,
  call: ProviderCall & { runId: string; callKey: string },
): Promise<{ recorded: boolean }> {
  const rows = await tx
    .insert(providerCalls)
    .values(call)
    .onConflictDoNothing({ target: [providerCalls.runId, providerCalls.callKey] })
    .returning({ id: providerCalls.id });
  return { recorded: rows.length > 0 };
}

/** Records many answers in one round trip, as `recordProviderCall` does one: the first answer to a call stays. */
export async function recordProviderCalls(
  database: Database,
  userId: string,
  calls: readonly (ProviderCall & { runId: string; callKey: string })[],
): Promise<void> {
  const ending = sql`on conflict (run_id, call_key) do nothing`;
  const statement = insertRowsStatement(providerCalls, calls, ending);
  if (statement !== null) await database.asUserAtOnce(userId, statement);
}
