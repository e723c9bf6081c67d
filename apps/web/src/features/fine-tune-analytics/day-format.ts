const dayFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** A day of a calendar, YYYY-MM-DD, in few characters: "Nov 21". */
export function shortDay(date: string): string {
  return dayFormat.format(new Date(date));
}
