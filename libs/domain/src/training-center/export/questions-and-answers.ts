import type { Turn } from '../examples/turn.ts';

/** A conversation as formats without roles have it. */
export type QuestionsAndAnswers = {
  system: Turn | null;
  /** Earlier pairs of a user and an assistant turn. */
  history: readonly (readonly [user: Turn, assistant: Turn])[];
  user: Turn;
  assistant: Turn;
};

/** Takes a conversation apart: a system turn if there is one, then user and assistant in turn. Null for any other order. */
export function asQuestionsAndAnswers(turns: readonly Turn[]): QuestionsAndAnswers | null {
  const [first] = turns;
  const system = first?.role === 'system' ? first : null;
  const spoken = system === null ? turns : turns.slice(1);
  const pairs: (readonly [Turn, Turn])[] = [];
  for (let at = 0; at < spoken.length; at += 2) {
    const user = spoken[at];
    const assistant = spoken[at + 1];
    if (user?.role !== 'user' || assistant?.role !== 'assistant') return null;
    pairs.push([user, assistant]);
  }
  const last = pairs.at(-1);
  if (last === undefined) return null;
  return { system, history: pairs.slice(0, -1), user: last[0], assistant: last[1] };
}
