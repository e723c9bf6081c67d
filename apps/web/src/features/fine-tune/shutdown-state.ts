import { daysUntil, warningDays } from '@understudy/domain/model-shutdowns/shutdown-warning';

/** Days before a shutdown from which on it is spoken of at all: time enough to train and to compare. */
const noticeDays = 90;

/** How near a shutdown is, and what is said of it. */
export type ShutdownState = { urgency: 'later' | 'soon' | 'past'; title: (name: string) => string };

/**
 * How near the shutdown of an active model is.
 *
 * @param date its day in UTC, YYYY-MM-DD
 * @returns null while it is more than 90 days away
 */
export function shutdownState(date: string, now: Date): ShutdownState | null {
  const days = daysUntil({ date }, now);
  if (days > noticeDays) return null;
  if (days <= 0) return { urgency: 'past', title: (name) => `${name}’s model has been shut down` };
  const when = days === 1 ? 'tomorrow' : `in ${String(days)} days`;
  return {
    urgency: days <= Math.max(...warningDays) ? 'soon' : 'later',
    title: (name) => `${name}’s model will be shut down ${when}`,
  };
}
