import type { TrainingExample } from '../examples/training-example.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import { readFrame } from './read-conversation-record.ts';
import { readTurns } from './read-turns.ts';
import type { ForeignRecord } from './take-text.ts';

/** The field in which UltraChat has question, answer, question, answer. */
const field = 'data';

/** What may be beside it: a list of texts in any other record can be anything. */
const others = new Set([field, 'id', 'uuid', 'source', 'split']);

/** Whether a record is a list of texts in turn, and nothing else. */
export function hasAlternatingTexts(record: ForeignRecord): boolean {
  const texts = record[field];
  if (!Object.keys(record).every((name) => others.has(name))) return false;
  return Array.isArray(texts) && texts.length > 1 && texts.every((text) => typeof text === 'string');
}

/** UltraChat's `{id, data: [question, answer, question, answer]}`: the user begins, and the assistant has the last word. */
export function readAlternatingTexts(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const texts: unknown[] = Array.isArray(record[field]) ? record[field] : [];
  if (texts.length % 2 === 1) {
    const reason = `${quoted([field])} has ${String(texts.length)} texts in turn, so that the last one is a question without an answer.`;
    return log.fault([field], 'no_answer', reason, 'Add the answer, or remove the last question.');
  }
  const messages = texts.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }));
  const turns = readTurns(log, messages, [field]);
  return turns === null
    ? null
    : { kind: 'chat', messages: turns, ...readFrame(log, record, [field], mapping) };
}
