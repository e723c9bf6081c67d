import { textWithContext } from '../../training-center/export/turns-for-format.ts';
import { taughtTurns, type TrainingExample } from '../../training-center/examples/training-example.ts';
import type { Turn } from '../../training-center/examples/turn.ts';
import type { FineTuneMethod } from '../fine-tune-provider.ts';

/** Tokens of a text by a model's own tokenizer. */
export type CountTokens = (text: string) => number;

/** Marks around each message and before the answer, and beside a name: OpenAI’s cookbook for chat models. */
const PER_MESSAGE = 3;
const PER_NAME = 1;
const PER_EXAMPLE = 3;

/** A picture in high detail; what it is in truth depends on its size and on the model. */
const PER_PICTURE = 1_000;

/**
 * Tokens of an example, as a provider counts them for its limit and its bill: those of roles, texts, names, tool calls and
 * definitions, and 3 for each message and 3 for the example (OpenAI, "Data preparation and analysis for chat model
 * fine-tuning"). Of a pair in preference training, each answer counts with its prompt, since the model reads both.
 */
export function countExampleTokens(
  example: TrainingExample,
  method: FineTuneMethod,
  countTokens: CountTokens,
): number {
  const tools = example.tools === undefined ? 0 : countTokens(JSON.stringify(example.tools));
  const conversation = tools + PER_EXAMPLE + tokensOf(taughtTurns(example), countTokens);
  if (method === 'supervised' || example.kind === 'chat') return conversation;
  const other = [...example.messages, ...example.rejected];
  return conversation + tools + PER_EXAMPLE + tokensOf(other, countTokens);
}

/**
 * The longer of the sequences that a model reads of an example: what its limit is about. In supervised training that is
 * the whole example, of a pair in preference training the prompt with the longer answer.
 */
export function longestSequence(
  example: TrainingExample,
  method: FineTuneMethod,
  countTokens: CountTokens,
): number {
  const tools = example.tools === undefined ? 0 : countTokens(JSON.stringify(example.tools));
  const taught = tokensOf(taughtTurns(example), countTokens);
  const other =
    method === 'supervised' || example.kind === 'chat'
      ? 0
      : tokensOf([...example.messages, ...example.rejected], countTokens);
  return tools + PER_EXAMPLE + Math.max(taught, other);
}

function tokensOf(turns: readonly Turn[], countTokens: CountTokens): number {
  return turns.reduce((total, turn) => total + tokensOfTurn(turn, countTokens), 0);
}

function tokensOfTurn(turn: Turn, countTokens: CountTokens): number {
  const pictures =
    typeof turn.content === 'string' ? 0 : turn.content.filter(({ type }) => type !== 'text').length;
  const calls = turn.tool_calls === undefined ? 0 : countTokens(JSON.stringify(turn.tool_calls));
  const name = turn.name === undefined ? 0 : countTokens(turn.name) + PER_NAME;
  return (
    PER_MESSAGE +
    countTokens(turn.role) +
    countTokens(textWithContext(turn)) +
    pictures * PER_PICTURE +
    calls +
    name
  );
}
