import type { Transaction } from '../database.ts';
import { analyticsCallsAnsweredEmpty } from './calls-of-fine-tune-analytics.ts';
import {
  fineTuneCallsAnsweredEmpty,
  fineTuneCallsAnsweredNotFound,
  fineTuneCallsWithoutAnswer,
} from './calls-of-fine-tunes.ts';
import {
  batchCallsAnsweredEmpty,
  batchCallsAnsweredNotFound,
  batchCallsWithoutAnswer,
} from './calls-of-fine-tune-batches.ts';
import {
  scheduleCallsAnsweredEmpty,
  scheduleCallsAnsweredNotFound,
  scheduleCallsWithoutAnswer,
} from './calls-of-fine-tune-schedules.ts';
import {
  experimentCallsAnsweredEmpty,
  experimentCallsAnsweredNotFound,
} from './calls-of-model-experiments.ts';

type Ids = Parameters<typeof fineTuneCallsAnsweredNotFound>[0] &
  Parameters<typeof batchCallsAnsweredNotFound>[0] &
  Parameters<typeof scheduleCallsAnsweredNotFound>[0] &
  Parameters<typeof experimentCallsAnsweredNotFound>[0];
type Call = (tx: Transaction) => Promise<unknown>;

/** Queries of fine-tuning and all around it that know no such row when somebody else's ID is asked for. */
export function allFineTuningAnsweredNotFound(ids: Ids): Record<string, Call> {
  return {
    ...fineTuneCallsAnsweredNotFound(ids),
    ...experimentCallsAnsweredNotFound(ids),
    ...scheduleCallsAnsweredNotFound(ids),
    ...batchCallsAnsweredNotFound(ids),
  };
}

/** Those that find nothing where only somebody else has something, each with its answer then. */
export function allFineTuningAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  return {
    ...fineTuneCallsAnsweredEmpty(ids),
    ...experimentCallsAnsweredEmpty(ids),
    ...scheduleCallsAnsweredEmpty(ids),
    ...batchCallsAnsweredEmpty(ids),
    ...analyticsCallsAnsweredEmpty(ids),
  };
}

/** Those that write and say nothing, or that a foreign key refuses. */
export function allFineTuningWithoutAnswer(ids: Ids): Record<string, Call> {
  return {
    ...fineTuneCallsWithoutAnswer(ids),
    ...scheduleCallsWithoutAnswer(ids),
    ...batchCallsWithoutAnswer(ids),
  };
}
