import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { and, asc, desc, eq, exists, gte, lte, or, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { chatMessages } from '../schema/chat.ts';
import { avatarFineTuneCheckpoints, avatarFineTuneJobs, avatarFineTuneUsage } from '../schema/fine-tune.ts';
import { promptVersionRatings } from '../schema/prompt-versions.ts';
import { dayOf, inDays, ofAvatar, type AnalyticsScope } from './analytics-scope.ts';

/** What each model has answered on each day of a scope. */
export async function sumChat(tx: Transaction, scope: AnalyticsScope): Promise<Analytics['chat']> {
  const { avatarId, model, createdAt, inputTokens, outputTokens, fallback } = chatMessages;
  const date = dayOf(createdAt, scope);
  const rows = await tx
    .select({
      date,
      model,
      tuned: sql<boolean>`bool_or(${isTuned(tx)})`,
      messages: sql<number>`count(*)::integer`,
      input_tokens: sql<number>`sum(${inputTokens})::float8`,
      output_tokens: sql<number>`sum(${outputTokens})::float8`,
      fallbacks: sql<number>`(count(*) filter (where ${fallback} is not null))::integer`,
    })
    .from(chatMessages)
    .where(and(mine(chatMessages), ofAvatar(avatarId, scope), inDays(createdAt, scope)))
    .groupBy(date, model)
    .orderBy(date, asc(model));
  return rows;
}

/** Whether a message's model was made by one of the user's jobs, at its end or on the way. */
function isTuned(tx: Transaction) {
  const made = tx
    .select({ id: avatarFineTuneJobs.id })
    .from(avatarFineTuneJobs)
    .where(and(mine(avatarFineTuneJobs), eq(avatarFineTuneJobs.fineTunedModel, chatMessages.model)));
  const kept = tx
    .select({ id: avatarFineTuneCheckpoints.jobId })
    .from(avatarFineTuneCheckpoints)
    .where(and(mine(avatarFineTuneCheckpoints), eq(avatarFineTuneCheckpoints.model, chatMessages.model)));
  return or(exists(made), exists(kept));
}

/** What the answers of tuned models have cost on each day of a scope; these days are booked in UTC. */
export async function sumUsageCost(tx: Transaction, scope: AnalyticsScope): Promise<Analytics['usage_cost']> {
  const { avatarId, model, usageDate, messagesCount, estimatedCost } = avatarFineTuneUsage;
  return await tx
    .select({
      date: usageDate,
      model,
      messages: sql<number>`sum(${messagesCount})::integer`,
      cost: sql<number>`sum(${estimatedCost})::float8`,
    })
    .from(avatarFineTuneUsage)
    .where(
      and(
        mine(avatarFineTuneUsage),
        ofAvatar(avatarId, scope),
        gte(usageDate, scope.from),
        lte(usageDate, scope.to),
      ),
    )
    .groupBy(usageDate, model)
    .orderBy(asc(usageDate), asc(model));
}

/** How the answers of each model in the days of a scope were rated; most ratings first. */
export async function averageRatings(tx: Transaction, scope: AnalyticsScope): Promise<Analytics['ratings']> {
  const { avatarId, model, createdAt, id } = chatMessages;
  const { rating, chatMessageId } = promptVersionRatings;
  return await tx
    .select({
      model,
      ratings: sql<number>`count(*)::integer`,
      average: sql<number>`round(avg(${rating}), 2)::float8`,
    })
    .from(chatMessages)
    .innerJoin(promptVersionRatings, and(mine(promptVersionRatings), eq(chatMessageId, id)))
    .where(and(mine(chatMessages), ofAvatar(avatarId, scope), inDays(createdAt, scope)))
    .groupBy(model)
    .orderBy(desc(sql`count(*)`), asc(model));
}
