import type { FaultLog } from './fault-log.ts';
import { quoted } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import type { JsonObject, JsonValue } from '../examples/turn.ts';

/** A JSON object of a foreign file: nothing is known of its values. */
export type ForeignRecord = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether fields are there; files made from tables have all columns in every record, null where there is nothing. */
export function has(record: ForeignRecord, ...fields: string[]): boolean {
  return fields.every((field) => record[field] !== undefined && record[field] !== null);
}

/** Whether a field is as good as not there: missing, null or a blank text. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/**
 * The text as it can be stored: halves of surrogate pairs and U+0000 become U+FFFD, and a notice says so. U+FFFD that is
 * there already is told too, since it means that the file was decoded wrongly before.
 */
export function takeText(log: FaultLog, path: FieldPath, text: string): string {
  if (text.isWellFormed() && !text.includes('\u0000')) {
    if (text.includes('\uFFFD')) log.notice(path, 'unreadable_characters', unreadable(path));
    return text;
  }
  log.notice(
    path,
    'text_repaired',
    `${quoted(path)} held a NUL character or half of an emoji, which was replaced by “\uFFFD”.`,
  );
  return storableText(text);
}

const unreadable = (path: FieldPath): string =>
  `${quoted(path)} holds “\uFFFD”, the mark for characters that were lost when the file was saved in another encoding.`;

/** A text, or a number as text: a spreadsheet and many data sets write answers such as 42 without quotation marks. */
export function takeTextOrNumber(log: FaultLog, path: FieldPath, value: unknown): string | null {
  if (typeof value === 'string') return takeText(log, path, value);
  if (typeof value === 'number') return log.writtenNumber(path, value);
  return log.wrongType(path, 'a text', value);
}

/** The value of a JSON text where a field holds one in place of a list or an object, as CSV and Parquet files do. */
export function unwrapJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The messages of a text that is a message or a list of them in JSON; any other value, an answer in JSON too, as it is. */
export function unwrapMessages(value: unknown): unknown {
  const json = unwrapJson(value);
  const first: unknown = Array.isArray(json) ? json[0] : json;
  return isRecord(first) && ('role' in first || 'from' in first) ? json : value;
}

/**
 * The fields that no rule reads, as they can be stored: those of the object `extra`, in which our own files have them,
 * and all others that are not known. Fields that are absent are left out; undefined where none remain.
 */
export function takeExtra(record: ForeignRecord, known: ReadonlySet<string>): JsonObject | undefined {
  const own = 'extra' in record ? unwrapJson(record['extra']) : undefined;
  const foreign = Object.keys(record).filter(
    (key) => !known.has(key) && !isAbsent(record[key]) && (key !== 'extra' || !isRecord(own)),
  );
  if (!isRecord(own) && foreign.length === 0) return undefined;
  const fields = foreign.map((key): [string, unknown] => [key, record[key]]);
  return takeObject({ ...(isRecord(own) ? own : {}), ...Object.fromEntries(fields) });
}

/** A JSON object with every text in it as it can be stored. */
export function takeObject(record: ForeignRecord): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, part]) => [storableText(key), storable(part)]));
}

function storable(value: unknown): JsonValue {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(storable);
  return isRecord(value) ? takeObject(value) : null;
}

const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
