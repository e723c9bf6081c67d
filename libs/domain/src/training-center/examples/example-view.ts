import { textOfTurn, type Turn } from './turn.ts';
import { taughtTurns, type ExampleLabels, type TrainingExample } from './training-example.ts';

/** An example as the seed's form shows it, and as it can be searched, sorted and edited. */
export type ExampleView = {
  instruction: string;
  context: string | null;
  response: string;
  /** Of a preference pair, the answer that is not preferred. */
  rejectedResponse: string | null;
};

/**
 * The view of an example: its last assistant turn, and the last user turn before it. A turn that only calls tools is
 * shown as `name(arguments)`, one call on a line. Texts are empty where there is no such turn.
 */
export function viewOf(example: TrainingExample): ExampleView {
  const turns = taughtTurns(example);
  const last = turns.findLastIndex(({ role }) => role === 'assistant');
  const user = turns.slice(0, Math.max(0, last)).findLast(({ role }) => role === 'user');
  return {
    instruction: user === undefined ? '' : textOfTurn(user),
    context: user?.context ?? null,
    response: spokenText(turns[last]),
    rejectedResponse: example.kind === 'chat' ? null : spokenText(lastAnswer(example.rejected)),
  };
}

/** The example that a view stands for: one user turn and one assistant turn, or a pair of these. */
export function exampleOfView(view: ExampleView, labels?: ExampleLabels): TrainingExample {
  const user: Turn = { role: 'user', content: view.instruction, ...contextOf(view) };
  const answer: Turn = { role: 'assistant', content: view.response };
  const kept = labels === undefined || Object.keys(labels).length === 0 ? {} : { labels };
  if (view.rejectedResponse === null) return { kind: 'chat', messages: [user, answer], ...kept };
  const rejected: Turn = { role: 'assistant', content: view.rejectedResponse };
  return { kind: 'preference', messages: [user], chosen: [answer], rejected: [rejected], ...kept };
}

/** Whether `exampleOfView(viewOf(example), example.labels)` gives the example back: then its turns need not be stored. */
export function isPlain(example: TrainingExample): boolean {
  if (
    example.tools !== undefined ||
    example.parallel_tool_calls !== undefined ||
    example.extra !== undefined
  ) {
    return false;
  }
  if (example.kind === 'chat') return rolesAre(example.messages, ['user', 'assistant']);
  return (
    rolesAre(example.messages, ['user']) &&
    rolesAre(example.chosen, ['assistant']) &&
    rolesAre(example.rejected, ['assistant'])
  );
}

/**
 * The example with the view's texts in place of its own: what a person edits in the table. Everything else of it,
 * earlier turns, tools and weights among them, stays.
 */
export function withView(example: TrainingExample, view: ExampleView): TrainingExample {
  if (isPlain(example)) return exampleOfView(view, example.labels);
  if (example.kind === 'chat')
    return { ...example, messages: withAnswer(withQuestion(example.messages, view), view.response) };
  return {
    ...example,
    messages: withQuestion([...example.messages, ...example.chosen], view).slice(0, example.messages.length),
    chosen: withAnswer(example.chosen, view.response),
    rejected: withAnswer(example.rejected, view.rejectedResponse ?? ''),
  };
}

const plainFields = new Set(['role', 'content', 'context']);

function rolesAre(turns: readonly Turn[], roles: readonly string[]): boolean {
  return (
    turns.length === roles.length &&
    turns.every(
      (turn, index) =>
        turn.role === roles[index] &&
        typeof turn.content === 'string' &&
        (turn.role === 'user' || turn.context === undefined) &&
        Object.keys(turn).every((field) => plainFields.has(field)),
    )
  );
}

const lastAnswer = (turns: readonly Turn[]): Turn | undefined =>
  turns.findLast(({ role }) => role === 'assistant');

function spokenText(turn: Turn | undefined): string {
  if (turn === undefined) return '';
  const text = textOfTurn(turn);
  if (text !== '' || turn.tool_calls === undefined) return text;
  return turn.tool_calls.map((call) => `${call.name}(${call.arguments})`).join('\n');
}

function withQuestion(turns: readonly Turn[], view: ExampleView): Turn[] {
  const last = turns.findLastIndex(({ role }) => role === 'assistant');
  const user = turns.slice(0, Math.max(0, last)).findLastIndex(({ role }) => role === 'user');
  return turns.map((turn, index) =>
    index === user ? withContext(withText(turn, view.instruction), view) : turn,
  );
}

function withAnswer(turns: readonly Turn[], response: string): Turn[] {
  const last = turns.findLastIndex(({ role }) => role === 'assistant');
  return turns.map((turn, index) =>
    index === last && spokenText(turn) !== response ? withText(turn, response) : turn,
  );
}

const withText = (turn: Turn, text: string): Turn =>
  textOfTurn(turn) === text ? turn : { ...turn, content: text };

function withContext(turn: Turn, view: ExampleView): Turn {
  const { context: before, ...rest } = turn;
  const after = contextOf(view);
  return before === after.context ? turn : { ...rest, ...after };
}

/** A blank context is none. */
const contextOf = ({ context }: ExampleView): Pick<Turn, 'context'> =>
  context === null || context.trim() === '' ? {} : { context };
