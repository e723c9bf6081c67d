import type { Turn } from '../examples/turn.ts';
import type { PreferenceExample } from '../examples/training-example.ts';
import { splitDialogue } from './dialogue-text.ts';
import type { FaultLog } from './fault-log.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldPath } from './import-fault.ts';
import { readFrame } from './read-conversation-record.ts';
import { readPrompt } from './read-prompt.ts';
import { rejectedBesideMessages } from './record-shape.ts';
import { readTurns, withSystem } from './read-turns.ts';
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
  const field = promptFieldOf(record);
  const texts = [record['chosen'], record['rejected'], field === undefined ? undefined : record[field]];
  return texts.every((text) => typeof unwrapMessages(text) === 'string' && !/^\s*Human:/.test(String(text)));
}

/**
 * A preference pair: OpenAI's `{input, preferred_output, non_preferred_output}`; `chosen` and `rejected` as texts, messages
 * or lists of messages, with the prompt in `prompt`, `messages`, `conversations`, in fields that a mapping names, or in the turns
 * that both lists begin with; OpenPipe's `rejected_message` and ms-swift's `rejected_response` beside `messages`; Alpaca's
 * `output` of two.
 */
export function readPreferenceRecord(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): PreferenceExample | null {
  const isOpenAi = isRecord(record['input']) && has(record, 'preferred_output');
  const source = isOpenAi && isRecord(record['input']) ? { ...record, ...record['input'] } : record;
  const answers = answersOf(source);
  const chosen = readAnswer(log, answers.values[0], [answers.fields[0]]);
  const rejected = readAnswer(log, answers.values[1], [answers.fields[1]]);
  if (chosen === null || rejected === null) return null;
  const given = readGivenPrompt(log, source, mapping);
  if (given === null) return null;
  const { isPromptUsed, ...pair } = divide(given.turns, chosen, rejected);
  if (pair.messages.length === 0) {
    return log.fault([], 'no_question', 'There is no prompt to the two answers.', 'Add a field “prompt”.');
  }
  if (!hasTwoAnswers(log, pair, answers)) return null;
  const { system = 'system' } = mapping;
  const read = [...answers.fields, ...repeatsOf(source), system, ...(isOpenAi ? ['input'] : [])];
  const frame = readFrame(log, source, isPromptUsed ? [...read, ...given.fields] : read, mapping);
  const messages = withSystem(log, source[system], [system], pair.messages);
  return { kind: 'preference', ...pair, messages, ...frame };
}

const conversationFields = ['messages', 'conversations', 'conversation'];
const promptFields = [...conversationFields, 'prompt', 'instruction', 'question', 'input'];

const promptFieldOf = (record: ForeignRecord, isOther = (_: string) => true): string | undefined =>
  promptFields.find((name) => !isAbsent(record[name]) && isOther(name));

/** Fields with the chosen conversation once more, as data sets have them that are for other training, too. */
function repeatsOf(record: ForeignRecord): string[] {
  const chosen = record['chosen'];
  if (!Array.isArray(chosen)) return [];
  const text = JSON.stringify(chosen);
  return conversationFields.filter((name) => JSON.stringify(record[name]) === text);
}

function answersOf(record: ForeignRecord): Answers {
  if (has(record, 'preferred_output')) return named(record, 'preferred_output', 'non_preferred_output');
  if (has(record, 'chosen')) return named(record, 'chosen', 'rejected');
  const beside = rejectedBesideMessages(record);
  if (beside !== undefined) {
    const messages = unwrapJson(record['messages']);
    const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
    return { fields: ['messages', beside], values: [last, record[beside]] };
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
  const turns = splitDialogue(text) ?? [{ role: 'assistant' as const, content: text }];
  if (turns.at(-1)?.content !== '') return turns;
  const reason = 'The dialogue ends before its answer.';
  return log.fault(path, 'empty_text', reason, 'Write the answer, or remove the record.');
}

/** The prompt of a record, and the fields that it is in; no turns where it is only in the answers. */
function readGivenPrompt(
  log: FaultLog,
  record: ForeignRecord,
  mapping: FieldMapping,
): { turns: Turn[]; fields: string[] } | null {
  const repeats = repeatsOf(record);
  const field = promptFieldOf(record, (name) => !repeats.includes(name));
  if (field === undefined) return { turns: [], fields: [] };
  const given = unwrapMessages(record[field]);
  if (Array.isArray(given)) {
    const isWithAnswer = field === 'messages' && rejectedBesideMessages(record) !== undefined;
    const turns = readTurns(log, isWithAnswer ? given.slice(0, -1) : given, [field]);
    return turns === null ? null : { turns, fields: [field] };
  }
  if (typeof given !== 'string') return log.wrongType([field], 'a text or a list of messages', given);
  const { context, history } = mapping;
  const parts = {
    instruction: field,
    ...(context === undefined || context === field ? {} : { context }),
    ...(history === undefined ? {} : { history }),
  };
  const turns = readPrompt(log, record, parts);
  return turns === null ? null : { turns, fields: Object.values(parts) };
}

type Pair = Pick<PreferenceExample, 'messages' | 'chosen' | 'rejected'>;

/**
 * The prompt and what differs. Where the answers are whole conversations, the turns that both begin with belong to the prompt;
 * one that is given beside them repeats these, may have more before them, or is written in another way and not needed.
 */
function divide(
  prompt: readonly Turn[],
  chosen: readonly Turn[],
  rejected: readonly Turn[],
): Pair & { isPromptUsed: boolean } {
  const isWhole = chosen[0]?.role !== 'assistant' && chosen[0]?.role !== 'tool';
  if (!isWhole) {
    return { messages: [...prompt], chosen: [...chosen], rejected: [...rejected], isPromptUsed: true };
  }
  const shared = sharedLength(chosen, rejected);
  const begun = chosen.slice(0, shared);
  const before = turnsBefore(prompt, begun);
  const answers = { chosen: chosen.slice(shared), rejected: rejected.slice(shared) };
  return { messages: [...(before ?? []), ...begun], ...answers, isPromptUsed: before !== null };
}

/** What a prompt has before the turns with which it ends and others begin; null where they have none in common. */
function turnsBefore(prompt: readonly Turn[], begun: readonly Turn[]): readonly Turn[] | null {
  for (let length = Math.min(prompt.length, begun.length); length > 0; length -= 1) {
    const end = prompt.slice(-length);
    if (end.every((turn, index) => saysTheSame(turn, begun[index]))) return prompt.slice(0, -length);
  }
  return prompt.every(({ role }) => role === 'system') ? prompt : null;
}

/** Whether two turns differ in nothing but white space around their texts. */
function saysTheSame(one: Turn, other: Turn | undefined): boolean {
  if (other === undefined || one.role !== other.role) return false;
  const [text, otherText] = [one.content, other.content];
  if (typeof text !== 'string' || typeof otherText !== 'string') return isSame(one, other);
  return text.trim() === otherText.trim() && one.context === other.context;
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
