import { isRecord, type ForeignRecord } from './take-text.ts';

/** Why something that looks like a record is none, and what to do about it. */
export type ForeignLayout = { reason: string; advice: string };

const pandasAdvice = 'Write the table with orient="records", so that each example is an object of its own.';
const chatAdvice =
  'Put the messages of each conversation, in their order, into the list “messages” of one record, each with “role” and “content”.';

const columns: ForeignLayout = {
  reason: 'It is a whole table by its columns, as pandas writes it unless told otherwise.',
  advice: pandasAdvice,
};
const rows: ForeignLayout = {
  reason: 'It is a whole table by the index of its rows, as pandas writes it with orient="index".',
  advice: pandasAdvice,
};
const split: ForeignLayout = {
  reason: 'It is a whole table in parts, as pandas writes it with orient="split".',
  advice: pandasAdvice,
};
const chatExport: ForeignLayout = {
  reason: 'It is a conversation as chat programs such as ChatGPT and Claude export it.',
  advice: chatAdvice,
};
const batchRequest: ForeignLayout = {
  reason: 'It is a request of a batch, with an example inside.',
  advice: 'Make what is in “body” the record itself, with its “messages”.',
};

const segments: ForeignLayout = {
  reason: 'It is a text in segments, as Axolotl takes them, which do not say who speaks.',
  advice:
    'Make “messages” of the segments: those with “label”: true as the assistant’s, and those with false as the user’s.',
};

/** What a record that could not be read is in truth, where it is something well known that holds examples; else null. */
export function foreignLayoutOf(record: ForeignRecord): ForeignLayout | null {
  if (Array.isArray(record['columns']) && Array.isArray(record['data'])) return split;
  if (Array.isArray(record['chat_messages']) || isTreeOfMessages(record)) return chatExport;
  if (isListOfSegments(record['segments'])) return segments;
  const body = record['body'];
  if ('custom_id' in record && isRecord(body) && 'messages' in body) return batchRequest;
  const fields = Object.keys(record);
  const values = Object.values(record);
  if (fields.length === 0 || !values.every(isRecord)) return null;
  if (fields.every(isIndex)) return rows;
  return values.every(isColumn) ? columns : null;
}

/** ChatGPT's conversations are trees of messages by their IDs. */
function isTreeOfMessages({ mapping, ...around }: ForeignRecord): boolean {
  return isRecord(mapping) && ('current_node' in around || 'create_time' in around);
}

function isListOfSegments(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((part) => isRecord(part) && 'label' in part);
}

function isColumn(value: ForeignRecord): boolean {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every(isIndex);
}

const isIndex = (key: string): boolean => /^\d+$/.test(key);
