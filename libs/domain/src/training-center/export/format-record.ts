import { taughtTurns, type TrainingExample } from '../examples/training-example.ts';
import { textOfTurn, type ToolCall, type Turn } from '../examples/turn.ts';
import { shareGptNames } from '../formats/role-names.ts';
import { unwrapTool } from '../import/read-tools.ts';
import { asQuestionsAndAnswers } from './questions-and-answers.ts';
import { losslessMessage, openAiMessage, textWithContext } from './turns-for-format.ts';

/** A record of a file: fields and their values, in the order in which they are written. */
export type FormatRecord = Record<string, unknown>;

/**
 * A record that holds everything: TRL's `messages`, or `prompt`, `chosen` and `rejected`, and the labels. Tool definitions
 * and foreign fields are JSON text: each differs from the others, and readers of data sets want one type for a column.
 */
export function losslessRecord(example: TrainingExample): FormatRecord {
  const messages = example.messages.map(losslessMessage);
  const turns =
    example.kind === 'chat'
      ? { messages }
      : {
          prompt: messages,
          chosen: example.chosen.map(losslessMessage),
          rejected: example.rejected.map(losslessMessage),
        };
  return {
    ...turns,
    ...settingsOf(example),
    ...(example.tools === undefined ? {} : { tools: JSON.stringify(example.tools) }),
    ...example.labels,
    ...(example.extra === undefined ? {} : { extra: JSON.stringify(example.extra) }),
  };
}

/** OpenAI's record for supervised fine-tuning. */
export function chatRecord(example: TrainingExample): FormatRecord {
  return { messages: taughtTurns(example).map(openAiMessage), ...settingsOf(example) };
}

/** OpenAI's record for preference fine-tuning; null for an example that is no pair. */
export function preferenceRecord(example: TrainingExample): FormatRecord | null {
  if (example.kind !== 'preference') return null;
  return {
    input: { messages: example.messages.map(openAiMessage), ...settingsOf(example) },
    preferred_output: example.chosen.map(openAiMessage),
    non_preferred_output: example.rejected.map(openAiMessage),
  };
}

/**
 * LLaMA-Factory's ShareGPT record. Every record has all fields, empty where there is nothing: readers that infer a schema
 * from the first ones expect the others to have the same.
 */
export function shareGptRecord(example: TrainingExample): FormatRecord {
  const turns = taughtTurns(example);
  const [first] = turns;
  const isSystem = first?.role === 'system';
  return {
    conversations: (isSystem ? turns.slice(1) : turns).map(shareGptMessage),
    system: isSystem ? textOfTurn(first) : '',
    tools: example.tools === undefined ? '' : JSON.stringify(example.tools.map(unwrapTool)),
  };
}

/** An Alpaca record; null for conversations that are not questions and answers in turn. */
export function alpacaRecord(example: TrainingExample): FormatRecord | null {
  const conversation = asQuestionsAndAnswers(taughtTurns(example));
  if (conversation === null) return null;
  const { system, user, assistant } = conversation;
  return {
    instruction: textOfTurn(user),
    input: user.context ?? '',
    output: textOfTurn(assistant),
    system: system === null ? '' : textOfTurn(system),
    history: historyPairs(conversation.history),
  };
}

/** Earlier questions and answers as lists of two texts. */
export function historyPairs(history: readonly (readonly [Turn, Turn])[]): string[][] {
  return history.map(([user, assistant]) => [textWithContext(user), textOfTurn(assistant)]);
}

function settingsOf({ tools, parallel_tool_calls: parallel }: TrainingExample): FormatRecord {
  return {
    ...(tools === undefined ? {} : { tools }),
    ...(parallel === undefined ? {} : { parallel_tool_calls: parallel }),
  };
}

function shareGptMessage(turn: Turn): { from: string; value: string } {
  if (turn.tool_calls !== undefined) return { from: shareGptNames.call, value: callText(turn.tool_calls) };
  return { from: shareGptNames[turn.role], value: textWithContext(turn) };
}

/** One call as an object, several as a list, arguments as objects: what LLaMA-Factory reads. */
function callText(calls: readonly ToolCall[]): string {
  const texts = calls.map(
    ({ name, arguments: parameters }) => `{"name":${JSON.stringify(name)},"arguments":${parameters}}`,
  );
  return texts.length === 1 ? texts.join('') : `[${texts.join(',')}]`;
}
