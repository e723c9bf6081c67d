/** How often a schedule looks for something new to learn from. */
export const cadences = ['daily', 'weekly', 'monthly'] as const;
export type Cadence = (typeof cadences)[number];

/** When a schedule looks, on the clock of a time zone. */
export type ScheduleTimes = {
  cadence: Cadence;
  /** Of the day, 0–23. */
  hour: number;
  /** IANA name, such as `Europe/Lisbon`. */
  timeZone: string;
};

/** What each cadence is called in front of people. */
export const cadenceTitles: Record<Cadence, string> = {
  daily: 'every day',
  weekly: 'every Monday',
  monthly: 'on the first of every month',
};

const daysOf: Record<Cadence, string> = { daily: '* * *', weekly: '* * 1', monthly: '1 * *' };

/** The cron expression of a cadence, in five fields; the time zone is said beside it. */
export function cronOf({ cadence, hour }: Pick<ScheduleTimes, 'cadence' | 'hour'>): string {
  return `0 ${String(hour)} ${daysOf[cadence]}`;
}

/** When a schedule looks, in words. */
export function describeTimes({ cadence, hour, timeZone }: ScheduleTimes): string {
  return `${cadenceTitles[cadence]} at ${String(hour).padStart(2, '0')}:00 (${timeZone})`;
}
