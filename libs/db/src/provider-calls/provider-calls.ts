import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
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

/** The recorded answer to a call of a run; null where none is recorded, and the call has to be made. */
export async function findProviderCall(
  tx: Transaction,
  runId: string,
  callKey: string,
): Promise<ProviderCall | null> {
  const { provider, model, requestDigest, response, inputTokens, outputTokens, latencyMs } = providerCalls;
  const rows = await tx
    .select({ provider, model, requestDigest, response, inputTokens, outputTokens, latencyMs })
    .from(providerCalls)
    .where(and(eq(providerCalls.runId, runId), eq(providerCalls.callKey, callKey)));
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
