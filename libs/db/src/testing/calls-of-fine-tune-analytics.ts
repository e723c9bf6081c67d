import type { Transaction } from '../database.ts';
import { averageRatings, sumChat, sumUsageCost } from '../fine-tune-analytics/chat-numbers.ts';
import { countJobs, measureTimeToModel, sumTraining } from '../fine-tune-analytics/training-numbers.ts';

type Call = (tx: Transaction) => Promise<unknown>;

const days = { from: '2020-01-01', to: '2100-01-01', timeZone: 'UTC' };
const nothing = { jobs: 0, average_seconds: null, median_seconds: null, longest_seconds: null };

/** Queries of analytics, which count nothing where only somebody else has something. */
export function analyticsCallsAnsweredEmpty({
  avatarId,
}: {
  avatarId: string;
}): Record<string, [call: Call, answer: unknown]> {
  const scope = { ...days, avatarId };
  const everything = { ...days, avatarId: null };
  return {
    countJobs: [(tx) => countJobs(tx, scope), []],
    sumTraining: [(tx) => sumTraining(tx, everything), []],
    measureTimeToModel: [(tx) => measureTimeToModel(tx, everything), nothing],
    sumChat: [(tx) => sumChat(tx, everything), []],
    sumUsageCost: [(tx) => sumUsageCost(tx, everything), []],
    averageRatings: [(tx) => averageRatings(tx, everything), []],
  };
}
