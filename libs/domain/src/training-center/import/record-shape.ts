import { z } from 'zod';
import { isUsableMapping, suggestMapping } from './field-mapping.ts';
import { has, isAbsent, isRecord, unwrapJson, type ForeignRecord } from './take-text.ts';

/** The forms in which records of data sets are written. */
export const recordShapes = [
  'chat',
  'sharegpt',
  'prompt_completion',
  'alpaca',
  'preference',
  'fields',
] as const;
export const recordShapeSchema = z.enum(recordShapes).meta({ id: 'TrainingRecordShape' });
export type RecordShape = (typeof recordShapes)[number];

/** The forms in front of people. */
export const recordShapeTitles: Record<RecordShape, string> = {
  chat: 'Chat messages (OpenAI, Hugging Face)',
  sharegpt: 'ShareGPT conversations',
  prompt_completion: 'Prompt and completion',
  alpaca: 'Alpaca',
  preference: 'Preference pairs',
  fields: 'Named fields',
};

/** The form of a record by the fields it has; null where no example can be made of them without a mapping. */
export function shapeOf(record: ForeignRecord): RecordShape | null {
  if (isPreference(record)) return 'preference';
  const messages = unwrapJson(record['messages']);
  if (Array.isArray(messages)) return hasShareGptNames(messages) ? 'sharegpt' : 'chat';
  if (Array.isArray(unwrapJson(record['conversations'] ?? record['conversation']))) return 'sharegpt';
  if (has(record, 'prompt', 'completion')) return 'prompt_completion';
  if (has(record, 'instruction', 'output')) return 'alpaca';
  return isUsableMapping(suggestMapping(Object.keys(record)).mapping) ? 'fields' : null;
}

function isPreference(record: ForeignRecord): boolean {
  if (has(record, 'preferred_output', 'non_preferred_output')) return true;
  if (has(record, 'chosen', 'rejected') || rejectedBesideMessages(record) !== undefined) return true;
  const output = record['output'];
  return has(record, 'instruction') && Array.isArray(output) && output.length === 2;
}

function hasShareGptNames(messages: readonly unknown[]): boolean {
  const [first] = messages;
  return isRecord(first) && 'from' in first;
}

/** The field of an answer that is worse than the last one of `messages`: OpenPipe's or ms-swift's. */
export function rejectedBesideMessages(record: ForeignRecord): string | undefined {
  if (!has(record, 'messages')) return undefined;
  return ['rejected_message', 'rejected_response'].find((name) => !isAbsent(record[name]));
}
