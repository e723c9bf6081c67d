import { getAvatarName } from '@understudy/db/avatars/get-avatar-name';
import type { Transaction } from '@understudy/db/database';
import { averageRatings, sumChat, sumUsageCost } from '@understudy/db/fine-tune-analytics/chat-numbers';
import {
  countJobs,
  measureTimeToModel,
  sumTraining,
} from '@understudy/db/fine-tune-analytics/training-numbers';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  faultOfDays,
  type Analytics,
  type AnalyticsQuery,
} from '@understudy/domain/fine-tune-analytics/analytics';

/**
 * What fine-tuning was, has cost and was good for in some days.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `validation_failed` for days that are none
 */
export async function readAnalytics(tx: Transaction, query: AnalyticsQuery): Promise<Analytics> {
  const { from, to, time_zone: timeZone, avatar_id: avatarId = null } = query;
  const fault = faultOfDays(query);
  if (fault !== null) {
    const { message } = fault;
    throw new UnderstudyError('validation_failed', message, { faults: [{ field: 'from', message }] });
  }
  if (avatarId !== null) await getAvatarName(tx, avatarId);
  const scope = { from, to, timeZone, avatarId };
  const jobs = await countJobs(tx, scope);
  const training = await sumTraining(tx, scope);
  const chat = await sumChat(tx, scope);
  const usageCost = await sumUsageCost(tx, scope);
  return {
    from,
    to,
    time_zone: timeZone,
    jobs,
    training,
    chat,
    usage_cost: usageCost,
    ratings: await averageRatings(tx, scope),
    time_to_model: await measureTimeToModel(tx, scope),
    totals: {
      jobs: sumOf(jobs, (row) => row.jobs),
      training_cost: sumOf(training, ({ cost }) => cost),
      trained_tokens: sumOf(training, ({ trained_tokens: tokens }) => tokens),
      messages: sumOf(chat, ({ messages }) => messages),
      usage_cost: sumOf(usageCost, ({ cost }) => cost),
    },
  };
}

const sumOf = <Row>(rows: readonly Row[], valueOf: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + valueOf(row), 0);
