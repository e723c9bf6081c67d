import type { TrainingExample } from '../examples/training-example.ts';
import { importLimits } from '../examples/example-rules.ts';
import type { Turn } from '../examples/turn.ts';
import { splitTemplate } from './chat-template.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import { readFrame } from './read-conversation-record.ts';
import { takeText, type ForeignRecord } from './take-text.ts';

/** What fields are called that hold a whole conversation as a trainer is given it. */
export const textFields = ['text', 'formatted_text', 'formatted_chat', 'chat_text'];

/** The field of a record that holds a conversation in a chat template; undefined where none does. */
export function templatedFieldOf(record: ForeignRecord): string | undefined {
  return textFields.find((name) => {
    const value = record[name];
    return typeof value === 'string' && splitTemplate(value) !== null;
  });
}

/** A record of one text with a whole conversation, written by a chat template. Every other field is kept beside it. */
export function readTemplatedText(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const field = templatedFieldOf(record);
  const value = field === undefined ? undefined : record[field];
  if (field === undefined || typeof value !== 'string') return log.missing(['text']);
  const turns = splitTemplate(takeText(log, [field], value))?.turns ?? [];
  if (!areWhole(log, field, turns)) return null;
  return { kind: 'chat', messages: turns, ...readFrame(log, record, [field], mapping) };
}

function areWhole(log: FaultLog, field: string, turns: readonly Turn[]): boolean {
  if (turns.length > importLimits.turns) {
    const reason = `${quoted([field])} has more than ${String(importLimits.turns)} messages.`;
    log.fault([field], 'too_many_turns', reason, 'Divide the conversation into several examples.');
  }
  const blank = turns.findIndex(({ role, content }) => role !== 'tool' && content === '');
  if (blank !== -1) {
    const reason = `Message ${String(blank + 1)} of the conversation in ${quoted([field])} has no text.`;
    log.fault([field], 'empty_text', reason, 'Write what is said there, or remove the record.');
  }
  return log.faults.length === 0;
}
