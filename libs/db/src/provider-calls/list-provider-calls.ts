import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { providerCalls } from '../schema/provider-calls.ts';
import { callColumns, type ProviderCall } from './provider-calls.ts';

/**
 * The recorded answers to calls of a run whose keys, byte by byte, are from `from` up to but without `to`; those that
 * are not in it have to be made.
 */
export async function listProviderCalls(
  tx: Transaction,
  runId: string,
  keys: { from: string; to: string },
): Promise<Map<string, ProviderCall>> {
  const callKey = sql`${providerCalls.callKey} collate "C"`;
  const rows = await tx
    .select({ callKey: providerCalls.callKey, call: callColumns })
    .from(providerCalls)
    .where(
      and(mine(providerCalls), eq(providerCalls.runId, runId), gte(callKey, keys.from), lt(callKey, keys.to)),
    );
  return new Map(rows.map((row) => [row.callKey, row.call]));
}
