import { followsAnotherError } from './errors/map-database-error.ts';

/** What asks something of a transaction: a query, or a function that asks several after each other. */
export type Question = () => unknown;

/**
 * Asks several things of one transaction at once, and answers with what came of each, in order. Their first statements are
 * sent in the order in which they are listed, without waiting for answers (decision 0037); PostgreSQL takes each after the
 * one before, locks included.
 *
 * Unlike `Promise.all` it waits for all of them even where one fails: nothing may be asked on a connection whose transaction
 * is over. Then it throws the first failure that does not merely say that the transaction is lost.
 */
export async function askTogether<const Questions extends readonly Question[]>(
  questions: Questions,
): Promise<{ -readonly [Index in keyof Questions]: Awaited<ReturnType<Questions[Index]>> }>;
export async function askTogether(questions: readonly Question[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  const answer = async (ask: Question): Promise<unknown> => {
    try {
      return await ask();
    } catch (failure) {
      failures.push(failure);
      return undefined;
    }
  };
  const asked: Promise<unknown>[] = [];
  for (const ask of questions) {
    asked.push(answer(ask));
    // A query is sent when somebody waits for it, a microtask later: before the next question begins.
    await null;
  }
  const answers = await Promise.all(asked);
  if (failures.length > 0) throw failures.find((failure) => !followsAnotherError(failure)) ?? failures[0];
  return answers;
}
