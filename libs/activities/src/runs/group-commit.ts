import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** Writes one entry; resolves when it is committed, with what came of it. */
export type GroupCommit<Entry, Result> = (entry: Entry) => Promise<Result>;

type Waiting<Entry, Result> = {
  entry: Entry;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/** How entries are gathered into groups. */
export type GroupOptions<Entry, Result> = {
  /** Writes a group and returns a result for each entry, in order; when it fails, each entry of the group fails. */
  write: (entries: readonly Entry[]) => Promise<readonly Result[]>;
  /** Entries of one write at most. */
  most: number;
  /**
   * Milliseconds to wait for more entries before a group that is not full is written; 0 where somebody waits for it.
   * Asked before each group; always 0 when left out.
   */
  gatherMs?: () => number;
};

/**
 * Writes many entries in few transactions: one write is under way at a time, and whatever arrives meanwhile goes with
 * the next one. Under load groups grow by themselves.
 */
export function createGroupCommit<Entry, Result>({
  write,
  most,
  gatherMs = () => 0,
}: GroupOptions<Entry, Result>): GroupCommit<Entry, Result> {
  const waiting: Waiting<Entry, Result>[] = [];
  let writing = false;

  const writeGroup = async () => {
    const group = waiting.splice(0, most);
    try {
      const results = await write(group.map(({ entry }) => entry));
      if (results.length < group.length)
        throw new Error('A group was written without a result for each entry');
      results.forEach((result, index) => group[index]?.resolve(result));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const writeAll = async () => {
    // What arrives in the same turn of the event loop goes together.
    await nextTurn();
    while (waiting.length > 0) {
      const gather = waiting.length < most ? gatherMs() : 0;
      if (gather > 0) await wait(gather);
      await writeGroup();
    }
    writing = false;
  };
  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (writing) return;
      writing = true;
      void writeAll();
    });
}
