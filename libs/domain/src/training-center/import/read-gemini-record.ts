import type { TrainingExample } from '../examples/training-example.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readFrame } from './read-conversation-record.ts';
import { readConversation } from './read-turns.ts';
import { isAbsent, isRecord, unwrapJson, type ForeignRecord } from './take-text.ts';

/** Both ways in which Google's libraries write the name of the system message. */
export const systemFields = ['systemInstruction', 'system_instruction'];

/** Whether a record is one of Gemini's: `contents`, of which each has `parts`. */
export function hasGeminiContents(record: ForeignRecord): boolean {
  const contents = unwrapJson(record['contents']);
  const first: unknown = Array.isArray(contents) ? contents[0] : undefined;
  return isRecord(first) && Array.isArray(first['parts']);
}

/** Gemini's `{systemInstruction, contents: [{role: "user" | "model", parts: [{text}]}]}`; texts only. */
export function readGeminiRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const contents = unwrapJson(record['contents']);
  const list: unknown[] = Array.isArray(contents) ? contents : [];
  const messages = list.map((content, index) => toMessage(log, content, ['contents', index]));
  const systemField = systemFields.find((name) => !isAbsent(record[name]));
  const system = systemField === undefined ? undefined : readSystem(log, record[systemField], [systemField]);
  if (log.faults.length > 0) return null;
  const turns = readConversation(log, messages, ['contents'], system);
  const read = ['contents', ...(systemField === undefined ? [] : [systemField])];
  return turns === null ? null : { kind: 'chat', messages: turns, ...readFrame(log, record, read, mapping) };
}

/** A message in OpenAI's form; a content without a role is the user's, as Google's own documentation has it. */
function toMessage(log: FaultLog, content: unknown, path: FieldPath): unknown {
  if (!isRecord(content)) return log.wrongType(path, 'a content with a role and parts', content);
  const { role = 'user', parts, ...others } = content;
  return { ...others, role, content: textsOf(log, parts, [...path, 'parts']).join('\n') };
}

function textsOf(log: FaultLog, parts: unknown, path: FieldPath): string[] {
  if (!Array.isArray(parts)) {
    log.wrongType(path, 'a list of parts', parts);
    return [];
  }
  return parts.flatMap((part: unknown, index) => {
    const text = isRecord(part) ? part['text'] : part;
    if (typeof text === 'string') return [text];
    const kinds = isRecord(part) ? Object.keys(part).join(', ') : 'no text';
    log.fault(
      [...path, index],
      'invalid_value',
      `${quoted([...path, index])} is a part of Gemini’s that is no text (${kinds.slice(0, 60)}).`,
      'Write calls as “tool_calls” of a message in OpenAI’s form, and each result as a message with the role tool; pictures as “image_url”.',
    );
    return [];
  });
}

function readSystem(log: FaultLog, value: unknown, path: FieldPath): string | undefined {
  if (typeof value === 'string') return value;
  const parts = isRecord(value) ? value['parts'] : value;
  const text = textsOf(log, parts, isRecord(value) ? [...path, 'parts'] : path).join('\n');
  return text === '' ? undefined : text;
}
