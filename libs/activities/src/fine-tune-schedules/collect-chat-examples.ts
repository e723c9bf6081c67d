import type { Database } from '@understudy/db/database';
import {
  insertChatExamples,
  listRatedTurns,
  type JudgedTurn,
} from '@understudy/db/fine-tune-schedules/chat-turns';
import { lockSchedule } from '@understudy/db/fine-tune-schedules/load-schedule';
import { toChatExample } from '@understudy/domain/fine-tune-schedules/chat-example';
import type { ScheduledFineTuneInput } from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { viewOf } from '@understudy/domain/training-center/examples/example-view';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { NearDuplicateIndex } from '@understudy/domain/training-center/quality/near-duplicate-index';
import { examplePages } from '../fine-tune/example-pages.ts';

/** Turns looked at and stored at a time. */
const pageSize = 500;

/** What has become of the turns that were looked at. */
export type CollectedTurns = { kept: number; nearDuplicates: number };

/**
 * Turns well-rated chat turns that nobody has looked at yet into examples of their avatar; what is nearly the same as an
 * example that is there is left out. Repeated, it goes on where it was.
 *
 * @returns null where the schedule was deleted
 */
export async function collectChatExamples(
  database: Database,
  { userId, avatarId, scheduleId }: ScheduledFineTuneInput,
  signal: AbortSignal,
): Promise<CollectedTurns | null> {
  const known = await readKnown(database, { userId, avatarId }, signal);
  const collected: CollectedTurns = { kept: 0, nearDuplicates: 0 };
  for (;;) {
    signal.throwIfAborted();
    const judged = await database.asUser(userId, async (tx) => {
      // Locked, so that two executions never look at the same turns.
      const schedule = await lockSchedule(tx, scheduleId);
      if (schedule === null) return null;
      const turns = await listRatedTurns(tx, avatarId, schedule.minimumRating, pageSize);
      const judgedTurns: JudgedTurn[] = turns.map((turn) => {
        const example = toChatExample(turn);
        return { ...example, isNearDuplicate: known.has(example.example) };
      });
      await insertChatExamples(tx, avatarId, judgedTurns);
      return judgedTurns;
    });
    if (judged === null) return null;
    const nearDuplicates = judged.filter(({ isNearDuplicate }) => isNearDuplicate).length;
    collected.nearDuplicates += nearDuplicates;
    collected.kept += judged.length - nearDuplicates;
    if (judged.length < pageSize) return collected;
  }
}

/** The texts of an avatar's examples, by which a new one is known to be nearly the same. */
class KnownTexts {
  readonly #index = new NearDuplicateIndex();
  /** Texts too short for the index, such as "Hi". */
  readonly #exact = new Set<string>();

  /** Whether there is one like it; from then on there is. */
  has(example: TrainingExample): boolean {
    const { instruction, response } = viewOf(example);
    const text = `${instruction}\n${response}`;
    const key = text.toLowerCase().replace(/\s+/gu, ' ').trim();
    if (this.#exact.has(key)) return true;
    this.#exact.add(key);
    return this.#index.addOrFind(text) !== null;
  }
}

async function readKnown(
  database: Database,
  { userId, avatarId }: { userId: string; avatarId: string },
  signal: AbortSignal,
): Promise<KnownTexts> {
  const known = new KnownTexts();
  const scope = { avatarId, trainingDataId: null, unusedOnly: false, patternTypes: null };
  for await (const page of examplePages(database, userId, scope, signal)) {
    for (const { example } of page) known.has(example);
  }
  return known;
}
