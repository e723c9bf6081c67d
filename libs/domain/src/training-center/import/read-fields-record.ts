import { splitContext } from '../examples/context-in-text.ts';
import type { Turn } from '../examples/turn.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { quoted, type FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readLabels } from './read-labels.ts';
import { identicalPair } from './read-preference-record.ts';
import { readTools } from './read-tools.ts';
import { readConversation, readSystem, readTurns } from './read-turns.ts';
import {
  isAbsent,
  takeExtra,
  takeText,
  takeTextOrNumber,
  unwrapJson,
  type ForeignRecord,
} from './take-text.ts';

/** What a mapping feeds beside labels, which stay foreign fields where their values are none. */
const contentTargets = [
  ...([
    'instruction',
    'context',
    'response',
    'rejected_response',
    'system',
    'history',
    'messages',
    'tools',
  ] as const),
];

/**
 * A record whose parts are in fields of their own: Alpaca, prompt and completion, preference pairs of texts, tables, and
 * anything else by a mapping.
 */
export function readFieldsRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): TrainingExample | null {
  const content = readContent(log, record, mapping);
  const tools =
    mapping.tools === undefined ? undefined : readTools(log, record[mapping.tools], [mapping.tools]);
  const { labels, fields } = readLabels(log, record, mapping);
  const read = contentTargets.flatMap((target) => mapping[target] ?? []);
  const extra = takeExtra(record, new Set([...read, ...fields]));
  if (content === null) return null;
  return {
    ...content,
    ...(tools === undefined ? {} : { tools }),
    ...(labels === undefined ? {} : { labels }),
    ...(extra === undefined ? {} : { extra }),
  };
}

function readContent(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): TrainingExample | null {
  const { messages, system } = mapping;
  const systemText = system === undefined ? undefined : record[system];
  if (messages !== undefined && !isAbsent(record[messages])) {
    const turns = readConversation(log, record[messages], [messages], systemText);
    return turns === null ? null : { kind: 'chat', messages: turns };
  }
  const before = [...readSystem(log, systemText, [system ?? 'system']), ...readHistory(log, record, mapping)];
  const user = readQuestion(log, record, mapping);
  const response = readAnswer(log, record, mapping.response);
  const rejectedField = mapping.rejected_response;
  const isPair = rejectedField !== undefined && !isAbsent(record[rejectedField]);
  const rejected = isPair ? readAnswer(log, record, rejectedField) : null;
  if (user === null || response === null || (isPair && rejected === null)) return null;
  const prompt = [...before, user];
  if (rejected === null) return { kind: 'chat', messages: [...prompt, response] };
  if (response.content === rejected.content) return identicalPair(log, [rejectedField ?? 'rejected']);
  return { kind: 'preference', messages: prompt, chosen: [response], rejected: [rejected] };
}

function readQuestion(log: FaultLog, record: ForeignRecord, mapping: FieldMapping): Turn | null {
  const { instruction: field, context: contextField } = mapping;
  if (field === undefined) return log.missing(['instruction']);
  const hasContext = contextField !== undefined && !isAbsent(record[contextField]);
  const context = hasContext ? takeTextOrNumber(log, [contextField], record[contextField]) : null;
  // Some Alpaca files have the whole question in the input and nothing in the instruction.
  if (isAbsent(record[field]) && context !== null) return { role: 'user', content: context };
  const content = readText(log, record, field, 'no_question');
  return content === null ? null : { role: 'user', content, ...(context === null ? {} : { context }) };
}

function readAnswer(log: FaultLog, record: ForeignRecord, field: string | undefined): Turn | null {
  if (field === undefined) return log.missing(['response']);
  const content = readText(log, record, field, 'empty_text');
  return content === null ? null : { role: 'assistant', content };
}

function readText(
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
