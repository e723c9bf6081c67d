import { hourOfDay, readDayPeriod } from './day-period.ts';
import { monthFromName } from './month-name.ts';
import { isInvisibleMark, withAsciiDigits, withoutInvisibleMarks, withPlainSpaces } from './text-marks.ts';

/** The date of a header as printed; which number is the day is decided over the whole file. */
export type PrintedDate =
  | { readonly kind: 'numeric'; readonly parts: readonly [string, string, string] }
  | { readonly kind: 'named'; readonly day: number; readonly month: number; readonly year: number | null }
  /** The year is left out or the month is written in a language that is not known here. */
  | { readonly kind: 'incomplete' };

/** `[date, time] ` of iOS and of copied messages, `date, time - ` of Android, `date, time: ` and `date, time, ` of older builds. */
export type HeaderStyle = 'bracket' | 'dash' | 'colon' | 'comma';

/** What stands before the speaker on the first line of a message. */
export interface Header {
  readonly style: HeaderStyle;
  readonly date: PrintedDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** `AM` or `PM` in capitals, as American English prints them; other languages write `am` or `a. m.` */
  readonly looksAmerican: boolean;
  /** Words around the time that are in no list, for a warning; null where all were understood. */
  readonly unknownPeriod: string | null;
  /** Index in the original line where the speaker or the notice begins. */
  readonly bodyOffset: number;
}

/** No header is longer: the expressions below never see more, which bounds their work. */
const LONGEST_HEADER = 80;

/** `[1/5, 9:41] ` */
const SHORTEST_HEADER = 12;

const NUMERIC_DATE = String.raw`(?<first>\d{1,4})(?:\s?[./-]\s?|\s?[年년]\s?)(?<second>\d{1,2})(?:\s?[./-]\s?|\s?[月월]\s?)(?<third>[A-Z]?\d{1,4})(?:\.|[日일]|\s?г\.|\s?BE)?`;
const MONTH_NAME = String.raw`\p{L}[\p{L}\p{M}.॰׳]{2,13}`;
const MONTH_AFTER_DAY = String.raw`(?:\p{L}{2,12}\.?,?\s)?(?<day>\d{1,2})(?:st|nd|rd|th|\.)?,?[\s-](?:de\s)?(?<month>${MONTH_NAME})\.?(?:,?[\s-](?:de\s)?(?<year>\d{4})(?:\s?[гр]\.)?)?`;
const MONTH_BEFORE_DAY = String.raw`(?:\p{L}{2,12}\.?,\s)?(?<month>${MONTH_NAME})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?<year>\d{4}))?`;
const YEAR_BEFORE_MONTH = String.raw`(?<year>\d{4})\.?\s(?<month>${MONTH_NAME})\s(?<day>\d{1,2})\.?`;
const DATE_WITHOUT_YEAR = String.raw`\d{1,2}[./]\d{1,2}\.?`;
const PERIOD = String.raw`[\p{L}\p{M}][\p{L}\p{M}.' ]{0,20}?`;
const TIME = String.raw`\(?(?:(?<before>${PERIOD})\s?)?(?<hour>\d{1,2})(?:[:.]|\s?h\s?)(?<minute>\d{2})(?:(?:[:.]|\s?min\s)(?<seconds>\d{2})(?:\s?s(?![\p{L}.]))?)?(?:\s?(?<after>${PERIOD}))?\)?`;
const GAP = String.raw`(?:[,.]?\s{1,2}|,|T)`;

const dateFirst = (date: string): string => `${date}${GAP}${TIME}`;
const timeFirst = (date: string): string => String.raw`${TIME},?\s${date}`;

interface Shape {
  readonly style: HeaderStyle;
  readonly expression: RegExp;
}

function shapesOf(style: HeaderStyle, open: string, close: string, dates: readonly string[]): Shape[] {
  return dates.flatMap((date) =>
    [dateFirst(date), timeFirst(date)].map((stamp) => ({
      style,
      expression: new RegExp(`^${open}${stamp}${close}`, 'u'),
    })),
  );
}

const FULL_DATES = [NUMERIC_DATE, MONTH_AFTER_DAY, MONTH_BEFORE_DAY, YEAR_BEFORE_MONTH];

const SHAPES: readonly Shape[] = [
  ...shapesOf('bracket', String.raw`\[\s?`, String.raw`\s?\]\s?`, [...FULL_DATES, DATE_WITHOUT_YEAR]),
  ...shapesOf('dash', '', String.raw`\s?-\s`, FULL_DATES),
  ...shapesOf('colon', '', String.raw`:\s`, [NUMERIC_DATE]),
  ...shapesOf('comma', '', String.raw`,\s`, [NUMERIC_DATE]),
];

/** A cheap look at the first characters; every line of a file passes here. */
const MAY_BE_HEADER = /^(?:\[|\d|\p{Lu}\p{L}{2,13}\.?,? (?:\d|\p{L}))/u;

/** Most headers end before the first character that needs care; a long plain start spares the rest. */
const ENOUGH_PLAIN_CHARACTERS = 24;

/** The start of a line to look at, first as far as it is plain ASCII, then with digits, spaces and dashes made plain. */
function startsOf(line: string): string[] {
  const start = line.slice(0, LONGEST_HEADER);
  const plain = /^[\x20-\x7e]*/.exec(start)?.[0] ?? '';
  if (plain.length === start.length) return [start];
  return plain.length < ENOUGH_PLAIN_CHARACTERS ? [normalised(start)] : [plain, normalised(start)];
}

function normalised(start: string): string {
  return withAsciiDigits(withPlainSpaces(withoutInvisibleMarks(start)))
    .replace(/[،，、]/g, ',')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/：/g, ':');
}

/** Where the first `length` characters of the normalised line end in the line as it is. */
function originalOffset(line: string, length: number): number {
  let offset = 0;
  for (let visible = 0; visible < length && offset < line.length; offset += 1) {
    if (!isInvisibleMark(line.charAt(offset))) visible += 1;
  }
  return offset;
}

function printedDate(groups: Record<string, string | undefined>, style: HeaderStyle): PrintedDate | null {
  const { first, second, third, day, month, year } = groups;
  if (first !== undefined && second !== undefined && third !== undefined) {
    return { kind: 'numeric', parts: [first, second, third] };
  }
  if (day === undefined || month === undefined) return { kind: 'incomplete' };
  const monthNumber = monthFromName(month);
  if (monthNumber === null) return style === 'bracket' ? { kind: 'incomplete' } : null;
  return {
    kind: 'named',
    day: Number(day),
    month: monthNumber,
    year: year === undefined ? null : Number(year),
  };
}

function headerFrom(match: RegExpExecArray, style: HeaderStyle, line: string): Header | null {
  const groups: Record<string, string | undefined> = match.groups ?? {};
  const date = printedDate(groups, style);
  const periods = [groups['before'], groups['after']].map((words) => ({
    words,
    period: readDayPeriod(words),
  }));
  const period = periods.map((entry) => entry.period).find((known) => known !== null && known !== undefined);
  const hour = hourOfDay(Number(groups['hour']), period ?? null);
  const minute = Number(groups['minute']);
  const second = Number(groups['seconds'] ?? 0);
  if (date === null || hour === null || minute > 59 || second > 59) return null;
  const unknownPeriod = periods.find((entry) => entry.period === undefined)?.words ?? null;
  const looksAmerican = groups['after'] === 'AM' || groups['after'] === 'PM';
  return {
    style,
    date,
    hour,
    minute,
    second,
    looksAmerican,
    unknownPeriod,
    bodyOffset: originalOffset(line, match[0].length),
  };
}

/**
 * Makes a reader of header lines. It remembers the shape that matched last and tries it first, since a file keeps to one.
 *
 * @returns a function that answers the header at the start of a line, or `null` where the line has none. Accepts 12 and
 * 24 h, any order of the date, dots or colons in times, digits of other scripts, direction marks and no-break spaces.
 */
export function createHeaderReader(): (line: string) => Header | null {
  let recent: Shape | undefined;
  const read = (line: string, start: string): Header | null => {
    if (!MAY_BE_HEADER.test(start)) return null;
    const candidates = recent === undefined ? SHAPES : [recent, ...SHAPES];
    for (const shape of candidates) {
      const match = shape.expression.exec(start);
      const header = match === null ? null : headerFrom(match, shape.style, line);
      if (header === null) continue;
      recent = shape;
      return header;
    }
    return null;
  };
  return (line) => {
    if (line.length < SHORTEST_HEADER) return null;
    for (const start of startsOf(line)) {
      const header = read(line, start);
      if (header !== null) return header;
    }
    return null;
  };
}
