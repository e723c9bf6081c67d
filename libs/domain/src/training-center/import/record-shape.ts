import { z } from 'zod';
import { isUsableMapping, suggestMapping } from './field-mapping.ts';
import { hasAlternatingTexts } from './read-alternating-texts.ts';
import { hasGeminiContents, systemFields } from './read-gemini-record.ts';
import { hasGlaiveChat } from './read-glaive-record.ts';
import { templatedFieldOf, textFields } from './read-templated-text.ts';
import { has, isAbsent, isRecord, unwrapJson, type ForeignRecord } from './take-text.ts';

/** The forms in which records of data sets are written. */
export const recordShapes = [
  'chat',
  'sharegpt',
  'prompt_completion',
  'alpaca',
  'preference',
  'gemini',
  'glaive',
  'alternating',
  'templated',
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
  gemini: 'Gemini contents',
  glaive: 'Glaive function calling',
  alternating: 'Question and answer in turn (UltraChat)',
  templated: 'Texts written by a chat template',
  fields: 'Named fields',
};

/** How records of a form become examples, where it is not by a mapping of their fields. */
export const recordShapeReadings: Partial<Record<RecordShape, string>> = {
  gemini:
    '“contents” are the messages, their role “model” is the assistant, and “systemInstruction” is the system message.',
  glaive:
    '“chat” is divided at USER, ASSISTANT and FUNCTION RESPONSE, each <functioncall> is a tool call, and “system” is the system message with the tools.',
  alternating: 'The texts of “data” are a question of the user and an answer of the assistant in turn.',
  templated:
    'The text is divided into messages at the marks of its template (ChatML, Llama, Gemma, Zephyr, OpenAssistant, Alpaca’s headings, Vicuna) or the names of its two speakers.',
};

/** Fields that a form reads by their own names, whatever feeds what. */
export function fieldsOfShape(shape: RecordShape | null): readonly string[] {
  return shape === null ? [] : (ownFields[shape] ?? []);
}

const around = ['system', 'tools', 'functions', 'parallel_tool_calls'];

const ownFields: Partial<Record<RecordShape, readonly string[]>> = {
  chat: ['messages', ...around],
  sharegpt: ['messages', 'conversations', 'conversation', ...around],
  preference: [
    ...['input', 'preferred_output', 'non_preferred_output', 'chosen', 'rejected', 'prompt', 'messages'],
    ...['rejected_message', 'rejected_response', ...around],
  ],
  gemini: ['contents', ...systemFields, 'tools'],
  glaive: ['chat', 'system'],
  alternating: ['data'],
  templated: textFields,
};

/** The form of a record by the fields it has; null where no example can be made of them without a mapping. */
export function shapeOf(record: ForeignRecord): RecordShape | null {
  if (isPreference(record)) return 'preference';
  const messages = unwrapJson(record['messages']);
  if (Array.isArray(messages)) return hasShareGptNames(messages) ? 'sharegpt' : 'chat';
  if (Array.isArray(unwrapJson(record['conversations'] ?? record['conversation']))) return 'sharegpt';
  if (hasGeminiContents(record)) return 'gemini';
  if (hasGlaiveChat(record)) return 'glaive';
  if (has(record, 'prompt', 'completion')) return 'prompt_completion';
  if (has(record, 'instruction', 'output')) return 'alpaca';
  if (isUsableMapping(suggestMapping(Object.keys(record)).mapping)) return 'fields';
  if (hasAlternatingTexts(record)) return 'alternating';
  return templatedFieldOf(record) === undefined ? null : 'templated';
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
