import { survivesJoining } from '../examples/context-in-text.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { allTurns, taughtTurns } from '../examples/training-example.ts';
import { textOfTurn, type Turn } from '../examples/turn.ts';
import type { ExampleFormat } from '../formats/example-format.ts';
import { hasFillableCallIds } from '../formats/call-ids.ts';
import { openAiMessage } from './turns-for-format.ts';
import { asQuestionsAndAnswers } from './questions-and-answers.ts';

/** Why an example is not in a file of a format as it is. Stable: clients may switch on it. */
export const fitReasons = [
  'no_rejected_answer',
  'rejected_answer',
  'same_answers',
  'tool_calls',
  'tools',
  'turn_order',
  'pictures',
  'text_parts',
  'weights',
  'names',
  'tool_call_ids',
  'text_beside_tool_call',
  'parallel_tool_calls',
  'turn_fields',
  'context_mark',
] as const;
export type FitReason = (typeof fitReasons)[number];

/** The reasons in front of people: what of an example the format has no place for. */
export const fitReasonTitles: Record<FitReason, string> = {
  no_rejected_answer: 'It has no rejected answer',
  rejected_answer: 'The rejected answer is left out; the chosen one is kept',
  same_answers: 'Its two answers differ only in what this format has no place for',
  tool_calls: 'It calls tools',
  tools: 'Definitions of tools are left out',
  turn_order: 'Its turns are not questions and answers in turn',
  pictures: 'It has pictures or other parts that are no text',
  text_parts: 'Texts in several parts become one text',
  weights: 'The marks of turns that are not learnt from are left out',
  names: 'The speakers’ names are left out',
  tool_call_ids: 'Tool calls are numbered anew',
  text_beside_tool_call: 'Text beside a tool call is left out',
  parallel_tool_calls: 'The setting for parallel tool calls is left out',
  turn_fields: 'Foreign fields of messages are left out',
  context_mark: 'Its text holds the mark for a context, and will be divided there when it is read again',
};

/** How an example fits a format: as it is, with something left out, or not at all. */
export type FormatFit =
  | { outcome: 'whole' }
  | { outcome: 'simplified'; reasons: readonly FitReason[] }
  | { outcome: 'left_out'; reasons: readonly FitReason[] };

type Check = (example: TrainingExample) => boolean;

type TurnTest = (turn: Turn) => boolean;

/** A check of the turns that a model learns from; the rejected answer of a pair is none of them. */
const anyTurn =
  (test: TurnTest): Check =>
  (example) =>
    taughtTurns(example).some(test);

/** A check of the rejected answer as well. */
const anyTurnOfPair =
  (test: TurnTest): Check =>
  (example) =>
    allTurns(example).some(test);

const hasPictures = ({ content }: Turn): boolean =>
  typeof content !== 'string' &&
  content.some(({ type, text }) => type !== 'text' || typeof text !== 'string');
const hasParts = ({ content }: Turn): boolean => typeof content !== 'string';
const isPair: Check = ({ kind }) => kind === 'preference';
const hasWeight = ({ weight }: Turn): boolean => weight !== undefined;
const hasName = ({ name }: Turn): boolean => name !== undefined;
const hasFields = ({ extra }: Turn): boolean => extra !== undefined;
const hasStrayWeight = (turn: Turn): boolean => turn.weight !== undefined && turn.role !== 'assistant';
const hasCalls = (turn: Turn): boolean => turn.role === 'tool' || turn.tool_calls !== undefined;
const isMisread = (turn: Turn): boolean => !survivesJoining(turn);
const hasSetting: Check = (example) => example.parallel_tool_calls !== undefined;

/** What keeps an example out of a format, and what is lost in it. */
type FitRules = {
  leftOut: Partial<Record<FitReason, Check>>;
  simplified: Partial<Record<FitReason, Check>>;
};

/** Rules of formats that have fields in place of turns with roles. */
function rulesOfFields(any: (test: TurnTest) => Check): FitRules {
  return {
    leftOut: {
      tool_calls: any(hasCalls),
      turn_order: (example) => asQuestionsAndAnswers(taughtTurns(example)) === null,
      pictures: any(hasPictures),
    },
    simplified: {
      tools: ({ tools }) => tools !== undefined,
      text_parts: any(hasParts),
      weights: any(hasWeight),
      names: any(hasName),
      parallel_tool_calls: hasSetting,
      turn_fields: any(hasFields),
      context_mark: hasMisreadHistory,
    },
  };
}

/** The last question has a field of its own for its context; those before it have the mark in their texts. */
function hasMisreadHistory(example: TrainingExample): boolean {
  const conversation = asQuestionsAndAnswers(taughtTurns(example));
  return (conversation?.history ?? []).some(([user]) => isMisread(user));
}

const alpacaRules = rulesOfFields(anyTurn);
const csvRules = rulesOfFields(anyTurnOfPair);

const rules: Record<ExampleFormat, FitRules> = {
  jsonl: { leftOut: {}, simplified: {} },
  parquet: { leftOut: {}, simplified: {} },
  chat: {
    leftOut: {},
    simplified: {
      rejected_answer: isPair,
      weights: anyTurn(hasStrayWeight),
      turn_fields: anyTurn(hasFields),
      context_mark: anyTurn(isMisread),
    },
  },
  preference: {
    leftOut: {
      no_rejected_answer: (example) => !isPair(example),
      same_answers: answersAreSame(openAiMessage),
    },
    simplified: {
      weights: anyTurnOfPair(hasStrayWeight),
      turn_fields: anyTurnOfPair(hasFields),
      context_mark: anyTurnOfPair(isMisread),
    },
  },
  sharegpt: {
    leftOut: { pictures: anyTurn(hasPictures) },
    simplified: {
      rejected_answer: isPair,
      text_parts: anyTurn(hasParts),
      weights: anyTurn(hasWeight),
      names: anyTurn(hasName),
      tool_call_ids: (example) => !hasFillableCallIds(taughtTurns(example)),
      text_beside_tool_call: anyTurn((turn) => turn.tool_calls !== undefined && turn.content !== ''),
      parallel_tool_calls: hasSetting,
      turn_fields: anyTurn(hasFields),
      context_mark: anyTurn(isMisread),
    },
  },
  alpaca: { ...alpacaRules, simplified: { ...alpacaRules.simplified, rejected_answer: isPair } },
  csv: {
    ...csvRules,
    leftOut: {
      ...csvRules.leftOut,
      turn_order: (example) => !hasOneAnswer(example),
      same_answers: answersAreSame(textOfTurn),
    },
  },
};

/**
 * How an example fits a format. What fits as it is comes back the same when the file is imported, labels and foreign fields
 * of the record aside where the format has none (`formatFacts`).
 */
export function fitOf(example: TrainingExample, format: ExampleFormat): FormatFit {
  const { leftOut, simplified } = rules[format];
  const against = reasonsOf(leftOut, example);
  if (against.length > 0) return { outcome: 'left_out', reasons: against };
  const lost = reasonsOf(simplified, example);
  return lost.length > 0 ? { outcome: 'simplified', reasons: lost } : { outcome: 'whole' };
}

function reasonsOf(checks: Partial<Record<FitReason, Check>>, example: TrainingExample): FitReason[] {
  return fitReasons.filter((reason) => checks[reason]?.(example) === true);
}

/** Whether nothing tells the two answers of a pair apart, once their turns are written; such a pair could not be imported. */
function answersAreSame(written: (turn: Turn) => unknown): Check {
  return (example) =>
    example.kind === 'preference' &&
    JSON.stringify(example.chosen.map(written)) === JSON.stringify(example.rejected.map(written));
}

/** Of a pair, a table has one chosen and one rejected answer. */
function hasOneAnswer(example: TrainingExample): boolean {
  if (example.kind === 'preference' && (example.chosen.length !== 1 || example.rejected.length !== 1))
    return false;
  return asQuestionsAndAnswers(taughtTurns(example)) !== null;
}
