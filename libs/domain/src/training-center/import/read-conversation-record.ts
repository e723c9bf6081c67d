import type { Turn } from '../examples/turn.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { fillCallIds } from '../formats/call-ids.ts';
import type { FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readLabels } from './read-labels.ts';
import { readTools } from './read-tools.ts';
import { readConversation, readTurns, withSystem } from './read-turns.ts';
import { isAbsent, takeExtra, type ForeignRecord } from './take-text.ts';

/** The fields of an example that are around its messages, whatever these are. */
export type ExampleFrame = Omit<TrainingExample, 'kind' | 'messages' | 'chosen' | 'rejected'>;

/** A record with its conversation in `messages`, `conversations` or `conversation`; the rest of it by a mapping. */
export function readConversationRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const field = ['messages', 'conversations', 'conversation'].find((name) => !isAbsent(record[name]));
  if (field === undefined) return log.missing(['messages']);
  const { system = 'system' } = mapping;
  const messages = readConversation(log, record[field], [field], record[system]);
  const frame = readFrame(log, record, [field, system], mapping);
  return messages === null ? null : { kind: 'chat', messages, ...frame };
}

/** A record of a prompt and a completion that are lists of messages; the rest of it by a mapping. */
export function readPromptCompletion(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const prompt = readSide(log, record['prompt'], ['prompt'], 'user');
  const completion = readSide(log, record['completion'], ['completion'], 'assistant');
  const { system = 'system' } = mapping;
  const frame = readFrame(log, record, ['prompt', 'completion', system], mapping);
  if (prompt === null || completion === null) return null;
  const messages = withSystem(log, record[system], [system], fillCallIds([...prompt, ...completion]));
  return { kind: 'chat', messages, ...frame };
}

function readSide(log: FaultLog, value: unknown, path: FieldPath, role: 'user' | 'assistant'): Turn[] | null {
  const list = typeof value === 'string' ? [{ role, content: value }] : value;
  return role === 'assistant' ? readConversation(log, list, path) : readTurns(log, list, path);
}

/** Tools, labels and everything else of a record that is not read already. */
export function readFrame(
  log: FaultLog,
  record: ForeignRecord,
  read: readonly string[],
  mapping: FieldMapping,
): ExampleFrame {
  const toolsField = isAbsent(record['tools']) ? (mapping.tools ?? 'tools') : 'tools';
  const tools = readTools(log, record[toolsField], [toolsField]);
  const parallel = record['parallel_tool_calls'];
  const { labels, fields } = readLabels(log, record, mapping);
  const isSetting = typeof parallel === 'boolean';
  const known = new Set([...read, ...fields, toolsField, ...(isSetting ? ['parallel_tool_calls'] : [])]);
  const extra = takeExtra(record, known);
  return {
    ...(tools === undefined ? {} : { tools }),
    ...(isSetting ? { parallel_tool_calls: parallel } : {}),
    ...(labels === undefined ? {} : { labels }),
    ...(extra === undefined ? {} : { extra }),
  };
}
