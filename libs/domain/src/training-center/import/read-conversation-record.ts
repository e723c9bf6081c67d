import type { Turn } from '../examples/turn.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { fillCallIds } from '../formats/call-ids.ts';
import type { FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { ownLabelFields, readLabels } from './read-labels.ts';
import { readTools } from './read-tools.ts';
import { readConversation, readTurns } from './read-turns.ts';
import { isAbsent, takeExtra, type ForeignRecord } from './take-text.ts';

/** The fields of an example that are around its messages, whatever these are. */
export type ExampleFrame = Omit<TrainingExample, 'kind' | 'messages' | 'chosen' | 'rejected'>;

/** A record with its conversation in `messages`, `conversations` or `conversation`. */
export function readConversationRecord(log: FaultLog, record: ForeignRecord): TrainingExample | null {
  const field = ['messages', 'conversations', 'conversation'].find((name) => !isAbsent(record[name]));
  if (field === undefined) return log.missing(['messages']);
  const messages = readConversation(log, record[field], [field], record['system']);
  const frame = readFrame(log, record, [field, 'system']);
  return messages === null ? null : { kind: 'chat', messages, ...frame };
}

/** A record of a prompt and a completion that are lists of messages. */
export function readPromptCompletion(log: FaultLog, record: ForeignRecord): TrainingExample | null {
  const prompt = readSide(log, record['prompt'], ['prompt'], 'user');
  const completion = readSide(log, record['completion'], ['completion'], 'assistant');
  const frame = readFrame(log, record, ['prompt', 'completion']);
  if (prompt === null || completion === null) return null;
  return { kind: 'chat', messages: fillCallIds([...prompt, ...completion]), ...frame };
}

function readSide(log: FaultLog, value: unknown, path: FieldPath, role: 'user' | 'assistant'): Turn[] | null {
  const list = typeof value === 'string' ? [{ role, content: value }] : value;
  return role === 'assistant' ? readConversation(log, list, path) : readTurns(log, list, path);
}

/** Tools, labels and everything else of a record that is not read already. */
export function readFrame(log: FaultLog, record: ForeignRecord, read: readonly string[]): ExampleFrame {
  const tools = readTools(log, record['tools'], ['tools']);
  const parallel = record['parallel_tool_calls'];
  const { labels, fields } = readLabels(log, record, ownLabelFields);
  const isSetting = typeof parallel === 'boolean';
  const known = new Set([...read, ...fields, 'tools', ...(isSetting ? ['parallel_tool_calls'] : [])]);
  const extra = takeExtra(record, known);
  return {
    ...(tools === undefined ? {} : { tools }),
    ...(isSetting ? { parallel_tool_calls: parallel } : {}),
    ...(labels === undefined ? {} : { labels }),
    ...(extra === undefined ? {} : { extra }),
  };
}
