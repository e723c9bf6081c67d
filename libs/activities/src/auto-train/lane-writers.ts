import type { Database, Transaction } from '@understudy/db/database';
import type { ItemResult } from '@understudy/db/auto-train/item-result';
import { recordItems } from '@understudy/db/auto-train/record-items';
import { releaseMany } from '@understudy/db/budget/release';
import { reserveMany, type CallToReserve, type Reservation } from '@understudy/db/budget/reserve';
import { settleMany, type Settlement } from '@understudy/db/budget/settle';
import { recordProviderCalls, type ProviderCall } from '@understudy/db/provider-calls/provider-calls';
import { monthKey } from '@understudy/domain/budget/ledger';
import { createGroupCommit } from '../runs/group-commit.ts';
import { whileDatabaseIsAway } from '../runs/while-database-is-away.ts';
import type { AutoTrainReference } from './auto-train-reference.ts';

/** An answer and the key of its call. */
export type AnsweredCall = ProviderCall & { callKey: string };

/** Calls of one attempt at an item, all of which are to be paid for or none. */
export type AttemptReservation = {
  calls: readonly CallToReserve[];
  /** Calls of attempts before, to be settled first: what they no longer need may pay for this one. */
  settlements: readonly Settlement[];
};

/** Why an attempt is not paid for. */
export type Refusal = Extract<Reservation, { reserved: false }>;

/** What became of an item that was handed in. */
export type RecordedItem = 'stored' | 'near_duplicate';

/** What a lane writes, each kind in groups. Each resolves when its entry is committed. */
export type LaneWriters = {
  /** Sets money aside; null when that is done. */
  reserve(reservation: AttemptReservation): Promise<Refusal | null>;
  answer(call: AnsweredCall): Promise<void>;
  item(result: ItemResult): Promise<RecordedItem>;
};

/** Entries of one write: enough to share a commit, few enough to keep locks short. */
const most = { reservations: 200, answers: 200, items: 50 };

/**
 * Milliseconds for which items and reservations are gathered while calls wait for a place in every window: nobody waits
 * for them then. Answers are written at once: each holds a place in a window.
 */
const gatherMs = 120;

/** How busy a lane is: how many calls are paid for and wait for a place in its window. */
export type LaneLoad = { callsWaiting(): number };

/** Writers of a batch, which all its lanes in this process share. */
export type SharedWriters = {
  /** Takes the writers of a batch for a lane. */
  join(reference: AutoTrainReference, load: LaneLoad): { writers: LaneWriters; leave: () => void };
};

type Sharing = { writers: LaneWriters; lanes: Set<LaneLoad> };

/** Shares writers out by batch: lanes that wrote apart would wait for each other's locks. */
export function shareWriters(database: Database): SharedWriters {
  const byBatch = new Map<string, Sharing>();
  const open = (reference: AutoTrainReference): Sharing => {
    const lanes: Sharing['lanes'] = new Set();
    const full = () => lanes.size > 0 && [...lanes].every((lane) => lane.callsWaiting() > 0);
    const writers = createWriters(database, reference, () => (full() ? gatherMs : 0));
    const sharing = { writers, lanes };
    byBatch.set(reference.batchId, sharing);
    return sharing;
  };
  return {
    join(reference, load) {
      const sharing = byBatch.get(reference.batchId) ?? open(reference);
      sharing.lanes.add(load);
      const leave = () => {
        sharing.lanes.delete(load);
        if (sharing.lanes.size === 0) byBatch.delete(reference.batchId);
      };
      return { writers: sharing.writers, leave };
    },
  };
}

function createWriters(
  database: Database,
  { userId, runId, batchId }: AutoTrainReference,
  gather: () => number,
): LaneWriters {
  const write = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    whileDatabaseIsAway(() => database.asUser(userId, work));
  return {
    reserve: createGroupCommit<AttemptReservation, Refusal | null>({
      most: most.reservations,
      gatherMs: gather,
      write: (group) => write((tx) => reserveAttempts(tx, runId, group)),
    }),
    answer: createGroupCommit<AnsweredCall, undefined>({
      most: most.answers,
      async write(group) {
        const calls = group.map((call) => ({ ...call, runId }));
        await whileDatabaseIsAway(() => recordProviderCalls(database, userId, calls));
        return group.map(() => undefined);
      },
    }),
    item: createGroupCommit<ItemResult, RecordedItem>({
      most: most.items,
      gatherMs: gather,
      async write(group) {
        const recorded = await write((tx) => recordItems(tx, batchId, group));
        const duplicates = new Set(recorded.nearDuplicates);
        return group.map(({ itemIndex }) => (duplicates.has(itemIndex) ? 'near_duplicate' : 'stored'));
      },
    }),
  };
}

async function reserveAttempts(
  tx: Transaction,
  runId: string,
  group: readonly AttemptReservation[],
): Promise<(Refusal | null)[]> {
  const settlements = group.flatMap((attempt) => attempt.settlements);
  if (settlements.length > 0) await settleMany(tx, runId, settlements);
  const reservations = await reserveMany(tx, {
    runId,
    month: monthKey(new Date()),
    calls: group.flatMap(({ calls }) => calls),
  });
  const refusals = new Map(
    reservations.flatMap((reservation) => (reservation.reserved ? [] : [[reservation.callKey, reservation]])),
  );
  const refusalOf = ({ calls }: AttemptReservation) => {
    const refusal = calls.map(({ callKey }) => refusals.get(callKey)).find((found) => found !== undefined);
    return refusal === undefined ? null : { ...refusal, mayFitAfterSettling: fitsBeside(refusal, calls) };
  };
  const outcomes = group.map(refusalOf);
  const refused = group.filter((_, index) => outcomes[index] !== null).flatMap(({ calls }) => calls);
  // What an attempt got in part it gives back, so that no two wait for each other's rest.
  const refusedKeys = refused.map(({ callKey }) => callKey);
  if (refusedKeys.length > 0) await releaseMany(tx, runId, refusedKeys);
  return outcomes;
}

/**
 * Whether all calls of an attempt would fit if nothing else were under way. Each of them alone may, and wait for ever for
 * the others of its own attempt.
 */
function fitsBeside({ cap, limit, spent }: Refusal, calls: readonly CallToReserve[]): boolean {
  const wanted = calls.reduce((sum, call) => sum + call[cap], 0);
  // Rounded to a billionth, as the ledger compares.
  return Math.round((limit - spent - wanted) * 1e9) >= 0;
}
