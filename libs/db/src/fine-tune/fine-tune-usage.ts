import type { FineTuneUsageDay } from '@understudy/domain/fine-tune/contracts/usage';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneUsage } from '../schema/fine-tune.ts';

/** One message that a tuned model answered, or should have. */
export type FineTuneUse = {
  avatarId: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** US dollars. */
  cost: number;
  /** Whether the base model answered in its place; then only that is counted. */
  fellBack: boolean;
};

/** Counts a message, in the transaction that stores it: once for each message, whatever is retried. */
export async function countFineTuneUse(tx: Transaction, use: FineTuneUse): Promise<void> {
  const { avatarId, model, fellBack } = use;
  const counted = fellBack
    ? { messages: 0, fallbacks: 1, inputTokens: 0, outputTokens: 0, cost: 0 }
    : { ...use, messages: 1, fallbacks: 0 };
  await tx
    .insert(avatarFineTuneUsage)
    .values({
      avatarId,
      model,
      usageDate: sql`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD')`,
      messagesCount: counted.messages,
      fallbackCount: counted.fallbacks,
      inputTokens: counted.inputTokens,
      outputTokens: counted.outputTokens,
      estimatedCost: counted.cost,
    })
    .onConflictDoUpdate({
      target: [avatarFineTuneUsage.avatarId, avatarFineTuneUsage.model, avatarFineTuneUsage.usageDate],
      set: {
        messagesCount: sql`${avatarFineTuneUsage.messagesCount} + excluded.messages_count`,
        fallbackCount: sql`${avatarFineTuneUsage.fallbackCount} + excluded.fallback_count`,
        inputTokens: sql`${avatarFineTuneUsage.inputTokens} + excluded.input_tokens`,
        outputTokens: sql`${avatarFineTuneUsage.outputTokens} + excluded.output_tokens`,
        estimatedCost: sql`${avatarFineTuneUsage.estimatedCost} + excluded.estimated_cost`,
      },
      setWhere: mine(avatarFineTuneUsage),
    });
}

/** What the tuned models of an avatar were used for on the last days with any use, newest first. */
export async function listFineTuneUsage(
  tx: Transaction,
  avatarId: string,
  days: number,
): Promise<FineTuneUsageDay[]> {
  const since = sql`to_char((clock_timestamp() at time zone 'UTC') - make_interval(days => ${days}), 'YYYY-MM-DD')`;
  const rows = await tx
    .select()
    .from(avatarFineTuneUsage)
    .where(
      and(
        mine(avatarFineTuneUsage),
        eq(avatarFineTuneUsage.avatarId, avatarId),
        gt(avatarFineTuneUsage.usageDate, since),
      ),
    )
    .orderBy(desc(avatarFineTuneUsage.usageDate), avatarFineTuneUsage.model);
  return rows.map((row) => ({
    usage_date: row.usageDate,
    model: row.model,
    messages_count: row.messagesCount,
    input_tokens: row.inputTokens,
    output_tokens: row.outputTokens,
    estimated_cost: row.estimatedCost,
    fallback_count: row.fallbackCount,
  }));
}
