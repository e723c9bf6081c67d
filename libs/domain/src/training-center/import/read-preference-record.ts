import type { Turn } from '../examples/turn.ts';
import type { PreferenceExample } from '../examples/training-example.ts';
import { splitDialogue } from './dialogue-text.ts';
import type { FaultLog } from './fault-log.ts';
import type { FieldPath } from './import-fault.ts';
import { readFrame } from './read-conversation-record.ts';
import { readSystem, readTurns } from './read-turns.ts';
import {
  has,
  isAbsent,
  isRecord,
  takeText,
  unwrapJson,
  unwrapMessages,
  type ForeignRecord,
} from './take-text.ts';

/** The two answers of a record, each with the way to it. */
type Answers = { fields: readonly [chosen: string, rejected: string]; values: readonly [unknown, unknown] };

/** Whether a pair is texts throughout, prompt included: such a record is read by its fields' names. */
export function isPairOfTexts(record: ForeignRecord): boolean {
  const prompt = promptFields.map((name) => record[name]).find((value) => !isAbsent(value));
  const texts = [record['chosen'], record['rejected'], prompt];
  return texts.every((text) => typeof unwrapMessages(text) === 'string' && !/^\s*Human:/.test(String(text)));
}

/**
 * A preference pair: OpenAI's `{input, preferred_output, non_preferred_output}`; `chosen` and `rejected` as texts, messages
 * or lists of messages, with the prompt in `prompt`, `messages`, `conversations`, `instruction` and `input`, or in the turns
 * that both lists begin with; OpenPipe's `rejected_message`; Alpaca's `output` of two.
 */
export function readPreferenceRecord(log: FaultLog, record: ForeignRecord): PreferenceExample | null {
  const source =
    isRecord(record['input']) && has(record, 'preferred_output') ? { ...record, ...record['input'] } : record;
  const answers = answersOf(source);
  const chosen = readAnswer(log, answers.values[0], [answers.fields[0]]);
  const rejected = readAnswer(log, answers.values[1], [answers.fields[1]]);
  if (chosen === null || rejected === null) return null;
  const prompt = readPrompt(log, source);
  if (prompt === null) return null;
  const frame = readFrame(log, source, [...promptFields, ...answerFields, 'system']);
  const pair = divide(prompt.turns, chosen, rejected);
  if (pair.messages.length === 0) {
    return log.fault([], 'no_question', 'There is no prompt to the two answers.', 'Add a field “prompt”.');
  }
  if (!hasTwoAnswers(log, pair, answers)) return null;
  const system = pair.messages[0]?.role === 'system' ? [] : readSystem(log, source['system'], ['system']);
  return { kind: 'preference', ...pair, messages: [...system, ...pair.messages], ...frame };
}

const promptFields = [
  'messages',
  'conversations',
  'conversation',
  'prompt',
  'instruction',
  'question',
  'input',
  'history',
];
const answerFields = [
  'chosen',
  'rejected',
  'preferred_output',
  'non_preferred_output',
  'rejected_message',
  'output',
];

function answersOf(record: ForeignRecord): Answers {
  if (has(record, 'preferred_output')) return named(record, 'preferred_output', 'non_preferred_output');
  if (has(record, 'chosen')) return named(record, 'chosen', 'rejected');
  if (has(record, 'rejected_message')) {
    const messages = unwrapJson(record['messages']);
    const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
    return { fields: ['messages', 'rejected_message'], values: [last, record['rejected_message']] };
  }
  const output = record['output'];
  const [chosen, rejected]: unknown[] = Array.isArray(output) ? output : [];
  return { fields: ['output', 'output'], values: [chosen, rejected] };
}

function named(record: ForeignRecord, chosen: string, rejected: string): Answers {
  return { fields: [chosen, rejected], values: [record[chosen], record[rejected]] };
}

function readAnswer(log: FaultLog, value: unknown, path: FieldPath): Turn[] | null {
  const given = unwrapMessages(value);
  if (Array.isArray(given)) return readTurns(log, given, path);
  if (isRecord(given)) return readTurns(log, [given], path);
  if (typeof value !== 'string') return log.wrongType(path, 'a text, a message or a list of messages', value);
  if (value.trim() === '')
    return log.fault(path, 'empty_text', 'An answer has no text.', 'Write the answer, or remove the record.');
  const text = takeText(log, path, value);
  return splitDialogue(text) ?? [{ role: 'assistant', content: text }];
}

/** The prompt of a record; no turns where it is only in the answers. */
function readPrompt(log: FaultLog, record: ForeignRecord): { turns: Turn[] } | null {
  const field = promptFields.slice(0, 6).find((name) => !isAbsent(record[name]));
  if (field === undefined) return { turns: [] };
  const given = unwrapMessages(record[field]);
  if (!Array.isArray(given)) return readTextPrompt(log, record, field);
  const isOpenPipe = field === 'messages' && has(record, 'rejected_message');
  const turns = readTurns(log, isOpenPipe ? given.slice(0, -1) : given, [field]);
  return turns === null ? null : { turns };
}

function readTextPrompt(log: FaultLog, record: ForeignRecord, field: string): { turns: Turn[] } | null {
  const value = record[field];
  if (typeof value !== 'string') return log.wrongType([field], 'a text or a list of messages', value);
  const content = takeText(log, [field], value);
  return { turns: splitDialogue(content) ?? [{ role: 'user', content }] };
}

type Pair = Pick<PreferenceExample, 'messages' | 'chosen' | 'rejected'>;

/**
 * The prompt and what differs. Where the answers are whole conversations, the turns that both begin with are the prompt,
 * and a prompt that is given beside them repeats it.
 */
function divide(prompt: readonly Turn[], chosen: readonly Turn[], rejected: readonly Turn[]): Pair {
  const isWhole = chosen[0]?.role !== 'assistant' && chosen[0]?.role !== 'tool';
  const shared = isWhole ? sharedLength(chosen, rejected) : 0;
  const messages = isWhole ? chosen.slice(0, shared) : [...prompt];
  return { messages, chosen: chosen.slice(shared), rejected: rejected.slice(shared) };
}

/** Turns that both begin with; the last turn of each is an answer, even where the two are the same. */
function sharedLength(chosen: readonly Turn[], rejected: readonly Turn[]): number {
  const most = Math.min(chosen.length, rejected.length) - 1;
  for (let index = 0; index < most; index += 1) {
    if (!isSame(chosen[index], rejected[index])) return index;
  }
  return Math.max(0, most);
}

function hasTwoAnswers(log: FaultLog, { chosen, rejected }: Pair, { fields }: Answers): boolean {
  const isMissing = [chosen, rejected].findIndex(
    (answer) => !answer.some(({ role }) => role === 'assistant'),
  );
  if (isMissing !== -1) {
    log.fault(
      [fields[isMissing === 0 ? 0 : 1]],
      'no_answer',
      'It has no assistant message.',
      'Add the answer.',
    );
  } else if (areSame(chosen, rejected)) {
    identicalPair(log, [fields[1]]);
  }
  return log.faults.length === 0;
}

/** Notes that the two answers of a pair say the same. */
export function identicalPair(log: FaultLog, path: FieldPath): null {
  const reason = 'The rejected answer is the same as the chosen one.';
  return log.fault(path, 'identical_pair', reason, 'Remove the record or change one of them.');
}

/** Most answers differ in their texts, which is told without writing them out. */
function isSame(one: Turn | undefined, other: Turn | undefined): boolean {
  if (typeof one?.content === 'string' && one.content !== other?.content) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}

const areSame = (some: readonly Turn[], others: readonly Turn[]): boolean =>
  some.length === others.length && some.every((turn, index) => isSame(turn, others[index]));
