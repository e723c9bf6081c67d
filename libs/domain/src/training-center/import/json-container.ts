import { jsonCharacter as is, skipJsonSpace } from './json-characters.ts';
import type { JsonContainer } from './json-import.ts';
import { membersOf, namesInFirstElement, type JsonMember } from './json-members.ts';
import {
  areOfConversation,
  areOfMessage,
  areOfRecord,
  areOfSegment,
  isMessageListName,
  isRecordField,
  isRecordListName,
} from './record-lists.ts';

const SAMPLED_LINES = 100;

/**
 * Where the records of a JSON text are, by a sample of it: elements of a list, elements of lists in an object
 * (`{"data": […]}`, `{"train": […], "test": […]}`), one on each line, or values over several lines.
 * @param sample its first character that is no space is `[`, `{` or the record separator of RFC 7464
 */
export function containerOf(sample: string, isComplete: boolean): JsonContainer {
  const start = skipJsonSpace(sample, sample.startsWith('\uFEFF') ? 1 : 0);
  if (sample.charCodeAt(start) === is.listOpen) {
    return { kind: 'elements', place: { inside: 'list', offset: start } };
  }
  if (sample.charCodeAt(start) === is.recordSeparator) return { kind: 'elements', place: { inside: 'file' } };
  if (hasRecordsOnLines(sample, isComplete)) return { kind: 'lines' };
  const lists = wrappedLists(sample, start);
  if (lists !== null) return { kind: 'elements', place: { inside: 'object', offset: start, ...lists } };
  const isOneLine = !sample.slice(start).trimEnd().includes('\n');
  return isOneLine && !isFollowed(sample, membersOf(sample, start).end)
    ? { kind: 'lines' }
    : { kind: 'elements', place: { inside: 'file' } };
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

/** Whether another object follows one that ends there; -1: its end is not in the sample. */
const isFollowed = (sample: string, end: number): boolean =>
  end !== -1 && sample.charCodeAt(skipJsonSpace(sample, end)) === is.objectOpen;

/** A list of objects in an object, and the fields of its first element. */
type ObjectList = { name: string; fields: string[] };

/**
 * The names of the lists that hold the records, where the file is an object around them; null where it is a record
 * itself, or the first of several values. Lists that are named for records come first, wherever they stand: the file may
 * have more of these than the sample. Then those whose elements look like records. Then all of them: none is preferred.
 */
function wrappedLists(sample: string, start: number): { lists: string[]; nested?: string[] } | null {
  const { members, end } = membersOf(sample, start);
  if (isFollowed(sample, end) || members.some((member) => isOfRecord(sample, member))) return null;
  const nested = members.filter((member) => isAroundLists(sample, member));
  const inner = nested.flatMap(({ value }) => membersOf(sample, value).members);
  const lists = [...members, ...inner].flatMap(({ name, value }): ObjectList[] => {
    const fields = namesInFirstElement(sample, value);
    return fields === null ? [] : [{ name, fields }];
  });
  const isInRecord = ({ name, fields }: ObjectList) =>
    !isRecordListName(name) && (areOfMessage(fields) || areOfSegment(fields));
  // Somebody's own name for the messages of one record, or its text in segments.
  if (lists.every(isInRecord)) return null;
  const named = lists.filter(({ name }) => isRecordListName(name));
  const alike = lists.filter(({ fields }) => areOfRecord(fields));
  const chosen = [named, alike].find((found) => found.length > 0) ?? lists;
  const names = [...new Set(chosen.map(({ name }) => name))];
  return { lists: names, ...(nested.length === 0 ? {} : { nested: nested.map(({ name }) => name) }) };
}

/** Whether an object is named for records and has lists that are too: `{"data": {"train": […], "test": […]}}`. */
function isAroundLists(sample: string, { name, value }: JsonMember): boolean {
  const { members } = membersOf(sample, value);
  const isList = (member: JsonMember) =>
    isRecordListName(member.name) && namesInFirstElement(sample, member.value) !== null;
  return (
    isRecordListName(name) && members.some(isList) && !members.some((member) => isOfRecord(sample, member))
  );
}

/** Whether a field shows that its object is a record: a question, an answer, or messages that are no conversations. */
function isOfRecord(sample: string, { name, value }: JsonMember): boolean {
  if (!isMessageListName(name)) return isRecordField(name);
  const fields = namesInFirstElement(sample, value);
  return fields === null || !areOfConversation(fields);
}
