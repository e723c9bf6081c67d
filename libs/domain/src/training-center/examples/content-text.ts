import { isPlain, viewOf } from './example-view.ts';
import { allTurns, contentOf, type TrainingExample } from './training-example.ts';
import { textOfTurn, type Turn } from './turn.ts';

/**
 * A text that is the same for two examples exactly when a model would learn the same from them: labels and foreign
 * fields do not count. Hash it for a digest. For an instruction and a response without anything else it is
 * `["instruction","response"]`, the text that digests of generated examples are made from.
 */
export function contentTextOf(example: TrainingExample): string {
  const content = contentOf(example);
  if (!isPlain(content)) return JSON.stringify(sortedKeys(content));
  const { instruction, context, response, rejectedResponse } = viewOf(content);
  if (rejectedResponse !== null) return JSON.stringify([instruction, response, context, rejectedResponse]);
  return JSON.stringify(context === null ? [instruction, response] : [instruction, response, context]);
}

/**
 * The text by which near-duplicates are found: what is said in every turn, calls and context included. Of a pair, both
 * answers. System prompts are left out: in many data sets all examples have the same one.
 */
export function comparedTextOf(example: TrainingExample): string {
  const turns = allTurns(example).filter(({ role }) => role !== 'system');
  return turns.flatMap((turn) => [textOfTurn(turn), turn.context ?? '', ...callsOf(turn)]).join('\n');
}

const callsOf = ({ tool_calls: calls = [] }: Turn): string[] =>
  calls.map(({ name, arguments: given }) => `${name} ${given}`);

/** The value with the keys of every object in order, so that the order in a file makes no difference. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sortedKeys(part)]));
}
