import type { DateOrder } from './message.ts';
import type { Header, PrintedDate } from './whatsapp-header.ts';

/** A calendar day; months count from 1. */
interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** How the dates of a file are read, and whether the file itself settled it. */
export interface DateReading {
  readonly order: DateOrder | null;
  readonly ambiguous: boolean;
}

const ORDERS: readonly DateOrder[] = ['day_first', 'month_first', 'year_first'];

/** Dates below this many distinct days are too few to compare densities. */
const FEWEST_DAYS_FOR_DENSITY = 4;

/** One reading must spread the file over this many times more days than the other to be ruled out. */
const DENSITY_FACTOR = 5;

/** Two digits above this are years of the Buddhist calendar: Thai phones print 65 for 2022. */
const LATEST_SHORT_YEAR = 51;

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function fullYear(printed: string): number {
  const reiwa = /^R(\d{1,2})$/.exec(printed)?.[1];
  if (reiwa !== undefined) return 2018 + Number(reiwa);
  const year = Number(printed.replace(/\D/g, ''));
  if (printed.length <= 2) return year > LATEST_SHORT_YEAR ? year + 2500 - 543 : 2000 + year;
  const isBuddhist = year > 2400 && year < 2700;
  return isBuddhist ? year - 543 : year;
}

function isCalendarDay({ month, day }: CalendarDay): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** The day that three printed numbers mean in an order, or `null` where there is no such day. */
function dayInOrder(parts: readonly [string, string, string], order: DateOrder): CalendarDay | null {
  const [first, second, third] = parts;
  const yearMustBeLast = third.length > 2;
  const yearMustBeFirst = first.length > 2;
  if (order === 'year_first' ? yearMustBeLast : yearMustBeFirst) return null;
  const [year, month, day] =
    order === 'year_first'
      ? [first, second, third]
      : order === 'month_first'
        ? [third, first, second]
        : [third, second, first];
  const calendarDay = { year: fullYear(year), month: Number(month), day: Number(day) };
  return isCalendarDay(calendarDay) ? calendarDay : null;
}

/** WhatsApp began in 2009: a reading into other decades loses to one without. */
const isPlausibleYear = (year: number): boolean => year >= 2009 && year <= 2045;

const ordinal = ({ year, month, day }: CalendarDay): number => year * 372 + month * 31 + day;

interface OrderEvidence {
  readonly order: DateOrder;
  /** Dates that exist in this order. */
  readonly possible: number;
  /** Steps back in time from one message to the next. */
  readonly backwardSteps: number;
  /** Days between the earliest and the latest date. */
  readonly span: number;
}

function weigh(dates: ReadonlyArray<readonly [string, string, string]>, order: DateOrder): OrderEvidence {
  let possible = 0;
  let backwardSteps = 0;
  let previous = -Infinity;
  let earliest = Infinity;
  let latest = -Infinity;
  for (const parts of dates) {
    const day = dayInOrder(parts, order);
    if (day === null || !isPlausibleYear(day.year)) continue;
    const position = ordinal(day);
    possible += 1;
    if (position < previous) backwardSteps += 1;
    previous = position;
    earliest = Math.min(earliest, position);
    latest = Math.max(latest, position);
  }
  return { order, possible, backwardSteps, span: possible === 0 ? 0 : latest - earliest };
}

/** The reading that packs the same days much closer: 01/02, 02/02, 03/02, 04/02 are four days, not four months. */
function denser(candidates: readonly OrderEvidence[], distinctDates: number): OrderEvidence | undefined {
  if (distinctDates < FEWEST_DAYS_FOR_DENSITY) return undefined;
  const [tightest, next] = candidates.toSorted((a, b) => a.span - b.span);
  return tightest && next && tightest.span * DENSITY_FACTOR <= next.span ? tightest : undefined;
}

const isYearLast = ({ order }: OrderEvidence): boolean => order !== 'year_first';

/** `1/5/24, 9:41 PM`: day-first languages write `am` small or dates with leading zeroes. */
const isAmericanForm = ({ looksAmerican, date }: Header): boolean =>
  looksAmerican &&
  date.kind === 'numeric' &&
  date.parts.every((part, index) => index === 2 || !part.startsWith('0'));

const only = (candidates: readonly OrderEvidence[]): OrderEvidence | undefined =>
  candidates.length === 1 ? candidates[0] : undefined;

/**
 * Decides over a whole file which number of its dates is the day.
 *
 * In this order: the reading in which most dates exist (any value above 12 settles it); the one in which time runs
 * forward most; the one that is far denser in days. What none of these settles is marked as ambiguous and read day
 * first, or month first where the whole file has the American form.
 *
 * @param headers in the order of the file
 */
export function decideDateOrder(headers: readonly Header[]): DateReading {
  const dates = headers.flatMap(({ date }) => (date.kind === 'numeric' ? [date.parts] : []));
  if (dates.length === 0) return { order: null, ambiguous: false };
  const evidence = ORDERS.map((order) => weigh(dates, order));
  const mostPossible = Math.max(...evidence.map((one) => one.possible));
  const existing = evidence.filter((one) => one.possible === mostPossible);
  const fewestSteps = Math.min(...existing.map((one) => one.backwardSteps));
  const forward = existing.filter((one) => one.backwardSteps === fewestSteps);
  const distinctDates = new Set(dates.map((parts) => parts.join('/'))).size;
  const settled = only(forward) ?? denser(forward, distinctDates) ?? only(forward.filter(isYearLast));
  if (settled !== undefined) return { order: settled.order, ambiguous: false };
  const differ = dates.some(([first, second]) => Number(first) !== Number(second));
  return { order: headers.every(isAmericanForm) ? 'month_first' : 'day_first', ambiguous: differ };
}

/** The day of a header in the file's order, else in any order in which it exists (files joined from two phones). */
function calendarDayOf(date: PrintedDate, order: DateOrder | null): CalendarDay | null {
  if (date.kind === 'incomplete') return null;
  if (date.kind === 'named') {
    if (date.year === null) return null;
    const day = { year: date.year, month: date.month, day: date.day };
    return isCalendarDay(day) ? day : null;
  }
  const preferred = order === null ? ORDERS : [order, ...ORDERS];
  return preferred.map((candidate) => dayInOrder(date.parts, candidate)).find((day) => day !== null) ?? null;
}

/** False for three numbers that are a date in no order: such a line is text, not a header. */
export function isPossibleDate(date: PrintedDate): boolean {
  return date.kind !== 'numeric' || calendarDayOf(date, null) !== null;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * A header's local date-time as `YYYY-MM-DDTHH:mm:ss`, without a zone.
 *
 * @returns `null` where the export prints no year or one outside 1990–2100 (calendars that are not read here).
 */
export function localDateTime(header: Header, order: DateOrder | null): string | null {
  const day = calendarDayOf(header.date, order);
  if (day === null || day.year < 1990 || day.year > 2100) return null;
  const date = `${pad(day.year, 4)}-${pad(day.month, 2)}-${pad(day.day, 2)}`;
  return `${date}T${pad(header.hour, 2)}:${pad(header.minute, 2)}:${pad(header.second, 2)}`;
}
