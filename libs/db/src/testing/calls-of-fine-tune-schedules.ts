import { toChatExample } from '@understudy/domain/fine-tune-schedules/chat-example';
import { putScheduleSchema } from '@understudy/domain/fine-tune-schedules/schedule';
import type { Transaction } from '../database.ts';
import { deleteSchedule, noteLook, setScheduleEnabled } from '../fine-tune-schedules/change-schedule.ts';
import {
  countNewChatExamples,
  countWaitingTurns,
  giveTurnsToJob,
  insertChatExamples,
  listRatedTurns,
} from '../fine-tune-schedules/chat-turns.ts';
import { findLastRequest } from '../fine-tune-schedules/find-last-request.ts';
import { findFiring, listFirings, recordFiring } from '../fine-tune-schedules/firings.ts';
import { getSchedule } from '../fine-tune-schedules/get-schedule.ts';
import { findSchedule, lockSchedule } from '../fine-tune-schedules/load-schedule.ts';
import { putSchedule } from '../fine-tune-schedules/put-schedule.ts';
import { newId } from '../new-id.ts';

type Ids = { avatarId: string; scheduleId: string; chatMessageId: string };
type Call = (tx: Transaction) => Promise<unknown>;

/** Queries of schedules that know no such row when somebody else's ID is asked for. */
export function scheduleCallsAnsweredNotFound({ avatarId }: Ids): Record<string, Call> {
  return {
    putSchedule: (tx) => putSchedule(tx, avatarId, putScheduleSchema.parse({ cadence: 'daily' })),
    getSchedule: (tx) => getSchedule(tx, avatarId),
    setScheduleEnabled: (tx) => setScheduleEnabled(tx, avatarId, false),
    deleteSchedule: (tx) => deleteSchedule(tx, avatarId),
  };
}

/** Queries of schedules that find nothing where only somebody else has something, each with its answer then. */
export function scheduleCallsAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, scheduleId } = ids;
  return {
    findSchedule: [(tx) => findSchedule(tx, avatarId), null],
    lockSchedule: [(tx) => lockSchedule(tx, scheduleId), null],
    findFiring: [(tx) => findFiring(tx, scheduleId, 'first'), null],
    listFirings: [(tx) => listFirings(tx, scheduleId, { limit: 10 }), { items: [], next_cursor: null }],
    listRatedTurns: [(tx) => listRatedTurns(tx, avatarId, 1, 10), []],
    countNewChatExamples: [(tx) => countNewChatExamples(tx, avatarId), 0],
    countWaitingTurns: [(tx) => countWaitingTurns(tx, avatarId, 1), 0],
    findLastRequest: [(tx) => findLastRequest(tx, avatarId), null],
  };
}

/** Queries of schedules that write and say nothing, or that a foreign key refuses. */
export function scheduleCallsWithoutAnswer(ids: Ids): Record<string, Call> {
  const { avatarId, scheduleId, chatMessageId } = ids;
  const firing = { outcome: 'skipped', newExamples: 0, neededExamples: 1, jobId: null, message: '' } as const;
  const turn = toChatExample({ chatMessageId, message: 'Stolen', reply: 'Stolen', rating: 5 });
  return {
    noteLook: (tx) => noteLook(tx, scheduleId, newId()),
    recordFiring: (tx) => recordFiring(tx, { scheduleId, key: 'stolen', ...firing }),
    insertChatExamples: (tx) => insertChatExamples(tx, avatarId, [{ ...turn, isNearDuplicate: false }]),
    giveTurnsToJob: (tx) => giveTurnsToJob(tx, avatarId, newId()),
  };
}
