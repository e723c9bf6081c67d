import { setTimeout as wait } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/** Milliseconds for which what is paid for is held while the database is away. */
const holdMs = 60_000;
const betweenAttemptsMs = 250;

/**
 * Writes something that must not be given up because the database is away for a moment: tries again for a minute.
 *
 * @throws UnderstudyError `database_unavailable` after that minute; whatever else `write` throws, at once
 */
export async function whileDatabaseIsAway<Result>(write: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + holdMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      const away = error instanceof UnderstudyError && error.code === 'database_unavailable';
      if (!away || performance.now() > deadline) throw error;
      await wait(betweenAttemptsMs);
    }
  }
}
