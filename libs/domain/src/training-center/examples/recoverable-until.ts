import { recoverableDays } from './example-rules.ts';

const millisecondsPerDay = 86_400_000;

/** Until when what was removed at a time can be brought back (ISO 8601). */
export function recoverableUntil(removedAt: Date): string {
  return new Date(removedAt.getTime() + recoverableDays * millisecondsPerDay).toISOString();
}
