import { closingQuote, jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import type { JsonContainer } from './json-import.ts';
import { endOfJsonValue } from './locate-in-json.ts';

/** Fields of records: an object that has one of them is a record, and no wrapping around a list of records. */
const recordFields = new Set([
  ...[
    'messages',
    'conversations',
    'conversation',
    'prompt',
    'completion',
    'instruction',
    'input',
    'output',
    'response',
  ],
  ...['question', 'answer', 'chosen', 'rejected', 'preferred_output', 'history', 'text'],
]);

const SAMPLED_LINES = 100;

/**
 * Where the records of a JSON text are, by a sample of it: elements of a list, elements of a list in an object
 * (`{"data": […]}`), one on each line, or values over several lines.
 * @param sample its first character that is no space is `[` or `{`
 */
export function containerOf(sample: string, isComplete: boolean): JsonContainer {
  const start = skipJsonSpace(sample, sample.startsWith('\uFEFF') ? 1 : 0);
  if (sample.charCodeAt(start) === is.listOpen) {
    return { kind: 'elements', place: { inside: 'list', offset: start, wrapped: false } };
  }
  if (hasRecordsOnLines(sample, isComplete)) return { kind: 'lines' };
  const list = wrappedList(sample, start);
  if (list !== -1) return { kind: 'elements', place: { inside: 'list', offset: list, wrapped: true } };
  const isOneLine = !sample.slice(start).trimEnd().includes('\n');
  return isOneLine ? { kind: 'lines' } : { kind: 'elements', place: { inside: 'file' } };
}

/** Whether most lines open and close an object, and there are two of them at least. */
function hasRecordsOnLines(sample: string, isComplete: boolean): boolean {
  const lines = sample.split('\n', SAMPLED_LINES + 1);
  const whole = (isComplete && lines.length <= SAMPLED_LINES ? lines : lines.slice(0, -1))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const records = whole.filter((line) => /^\uFEFF?\{/.test(line) && line.endsWith('}'));
  const opened = whole.filter((line) => line.startsWith('{') && line.length > 1);
  return whole.length > 1 && records.length + opened.length > whole.length;
}

/** The offset of the list of objects in the object that the file is; -1 where it is none but a record. */
function wrappedList(sample: string, start: number): number {
  let list = -1;
  let at = skipJsonSpace(sample, start + 1);
  while (sample.charCodeAt(at) === is.quote) {
    const end = closingQuote(sample, at + 1);
    if (end === -1) return list;
    if (recordFields.has(sample.slice(at + 1, end))) return -1;
    const value = skipJsonSpace(sample, skipJsonSpace(sample, end + 1) + 1);
    const isList = sample.charCodeAt(value) === is.listOpen;
    if (list === -1 && isList && sample.charCodeAt(skipJsonSpace(sample, value + 1)) === is.objectOpen)
      list = value;
    const next = skipJsonSpace(sample, endOfJsonValue(sample, value));
    at = sample.charCodeAt(next) === is.comma ? skipJsonSpace(sample, next + 1) : next;
  }
  return list;
}
