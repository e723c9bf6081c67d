import { splitContext } from '../examples/context-in-text.ts';
import type { Turn } from '../examples/turn.ts';
import { splitTemplatedPrompt } from './chat-template.ts';
import { splitPrompt } from './dialogue-text.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readTurns } from './read-turns.ts';
import { isAbsent, takeText, takeTextOrNumber, unwrapJson, type ForeignRecord } from './take-text.ts';

/** What is before the answer in a record with its parts in fields: earlier turns, and the question with its context. */
export function readPrompt(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): Turn[] | null {
  const before = readHistory(log, record, mapping);
  const question = readQuestion(log, record, mapping);
  return question === null ? null : [...before, ...question];
}

/** The text of a field; a fault of this kind where it is blank. */
export function readText(
  log: FaultLog,
  record: ForeignRecord,
  field: string,
  blank: 'no_question' | 'empty_text',
): string | null {
  if (!(field in record)) return log.missing([field]);
  if (!isAbsent(record[field])) return takeTextOrNumber(log, [field], record[field]);
  const reason = `${quoted([field])} is empty.`;
  return log.fault([field], blank, reason, 'Write the text, or remove the record.');
}

function readQuestion(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): Turn[] | null {
  const { instruction: field, context: contextField } = mapping;
  if (field === undefined) return log.missing(['instruction']);
  const hasContext = contextField !== undefined && !isAbsent(record[contextField]);
  const context = hasContext ? takeTextOrNumber(log, [contextField], record[contextField]) : null;
  // Some Alpaca files have the whole question in the input and nothing in the instruction.
  if (isAbsent(record[field]) && context !== null) return [{ role: 'user', content: context }];
  const content = readText(log, record, field, 'no_question');
  if (content === null) return null;
  const earlier = splitPrompt(content) ??
    splitTemplatedPrompt(content) ?? [{ role: 'user' as const, content }];
  const question = earlier.at(-1);
  if (context === null || question === undefined) return earlier;
  return [...earlier.slice(0, -1), { ...question, context }];
}

/** Earlier turns: Alpaca's list of question and answer, a list of messages, or the JSON text of either. */
function readHistory(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): Turn[] {
  const field = mapping.history;
  const history = field === undefined ? undefined : unwrapJson(record[field]);
  if (field === undefined || isAbsent(history) || (Array.isArray(history) && history.length === 0)) return [];
  if (!Array.isArray(history)) {
    log.wrongType([field], 'a list of pairs of question and answer', history);
    return [];
  }
  if (!history.every(Array.isArray)) return readTurns(log, history, [field]) ?? [];
  return history.flatMap((pair: unknown[], index) => readPair(log, pair, [field, index]));
}

function readPair(log: FaultLog, [question, answer, ...rest]: readonly unknown[], path: FieldPath): Turn[] {
  if (typeof question !== 'string' || typeof answer !== 'string' || rest.length > 0) {
    log.wrongType(path, 'a pair of question and answer', [question, answer, ...rest]);
    return [];
  }
  const { text, context } = splitContext(takeText(log, [...path, 0], question));
  return [
    { role: 'user', content: text, ...(context === undefined ? {} : { context }) },
    { role: 'assistant', content: takeText(log, [...path, 1], answer) },
  ];
}
