import type { Shutdown } from './known-shutdowns.ts';

/** Days before a shutdown on which the owner of an active model is warned; 0 is the day itself. */
export const warningDays = [30, 7, 1, 0] as const;
export type WarningDay = (typeof warningDays)[number];

const MS_PER_DAY = 24 * 60 * 60 * 1_000;

/** Whole days from today to the day of a shutdown, both in UTC; negative when it is past. */
export function daysUntil({ date }: Pick<Shutdown, 'date'>, now: Date): number {
  const today = Math.floor(now.getTime() / MS_PER_DAY);
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY) - today;
}

/**
 * The warning that is due: of those whose day has come, the last one. A watcher that was away for some days so skips what
 * has been overtaken, and warns of what is near.
 *
 * @returns null while the shutdown is more than 30 days away
 */
export function dueWarning(shutdown: Pick<Shutdown, 'date'>, now: Date): WarningDay | null {
  const days = daysUntil(shutdown, now);
  const reached = warningDays.filter((warning) => days <= warning);
  return reached.at(-1) ?? null;
}

/** What a warning says. */
export type ShutdownWarning = { title: string; body: string };

/**
 * Words of a warning.
 *
 * @param fallback the model that answers from that day on
 */
export function composeWarning(
  shutdown: Shutdown,
  subject: { avatarName: string; model: string; providerTitle: string; fallback: string },
  now: Date,
): ShutdownWarning {
  const { avatarName, model, providerTitle, fallback } = subject;
  const days = daysUntil(shutdown, now);
  if (days <= 0) {
    return {
      title: `${avatarName}’s model has been shut down`,
      body: `${providerTitle} has shut ${model} down on ${shutdown.date}. ${fallback} answers in its place. Fine-tune ${avatarName} on another base model. Source: ${shutdown.source}.`,
    };
  }
  const when = days === 1 ? 'tomorrow' : `in ${String(days)} days`;
  return {
    title: `${avatarName}’s model will be shut down ${when}`,
    body: `${providerTitle} shuts ${model} down on ${shutdown.date}. From then on ${fallback} answers in its place. Fine-tune ${avatarName} on another base model before. Source: ${shutdown.source}.`,
  };
}
