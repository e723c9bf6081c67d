import { fineTuneProviderSchema } from '@understudy/domain/fine-tune/fine-tune-provider';
import { fineTuneStatusSchema } from '@understudy/domain/fine-tune/fine-tune-status';
import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { and, asc, desc, isNotNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarFineTuneJobs as jobs } from '../schema/fine-tune.ts';
import { dayOf, inDays, ofAvatar, type AnalyticsScope } from './analytics-scope.ts';

/** Jobs created in the days of a scope, by provider and status; most first. */
export async function countJobs(tx: Transaction, scope: AnalyticsScope): Promise<Analytics['jobs']> {
  const { provider, status, avatarId, createdAt } = jobs;
  const rows = await tx
    .select({ provider, status, jobs: sql<number>`count(*)::integer` })
    .from(jobs)
    .where(and(mine(jobs), ofAvatar(avatarId, scope), inDays(createdAt, scope)))
    .groupBy(provider, status)
    .orderBy(desc(sql`count(*)`), asc(provider), asc(status));
  return rows.map((row) => ({
    provider: fineTuneProviderSchema.parse(row.provider),
    status: fineTuneStatusSchema.parse(row.status),
    jobs: row.jobs,
  }));
}

/** What jobs that ended in the days of a scope were billed for, by day. */
export async function sumTraining(tx: Transaction, scope: AnalyticsScope): Promise<Analytics['training']> {
  const { avatarId, finishedAt, trainedTokens, actualCost } = jobs;
  const date = dayOf(finishedAt, scope);
  return await tx
    .select({
      date,
      jobs: sql<number>`count(*)::integer`,
      trained_tokens: sql<number>`sum(${trainedTokens})::float8`,
      cost: sql<number>`coalesce(sum(${actualCost}), 0)::float8`,
    })
    .from(jobs)
    .where(and(mine(jobs), ofAvatar(avatarId, scope), inDays(finishedAt, scope), isNotNull(trainedTokens)))
    .groupBy(date)
    .orderBy(date);
}

/** How long jobs created in the days of a scope have taken to their model. */
export async function measureTimeToModel(
  tx: Transaction,
  scope: AnalyticsScope,
): Promise<Analytics['time_to_model']> {
  const { avatarId, createdAt, finishedAt, fineTunedModel } = jobs;
  const seconds = sql`date_part('epoch', ${finishedAt} - ${createdAt})`;
  const [row] = await tx
    .select({
      jobs: sql<number>`count(*)::integer`,
      average_seconds: sql<number | null>`avg(${seconds})::float8`,
      median_seconds: sql<number | null>`(percentile_cont(0.5) within group (order by ${seconds}))::float8`,
      longest_seconds: sql<number | null>`max(${seconds})::float8`,
    })
    .from(jobs)
    .where(
      and(
        mine(jobs),
        ofAvatar(avatarId, scope),
        inDays(createdAt, scope),
        isNotNull(finishedAt),
        isNotNull(fineTunedModel),
      ),
    );
  return row ?? { jobs: 0, average_seconds: null, median_seconds: null, longest_seconds: null };
}
