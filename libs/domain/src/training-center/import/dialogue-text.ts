import type { Turn } from '../examples/turn.ts';

const SPEAKER = /(?:^|\n\n)(Human|Assistant):/g;

/**
 * The turns of a text that is a whole dialogue, "Human:" and "Assistant:" after blank lines, as Anthropic's preference data
 * and what was made after it have them. Only the last may be empty. Null for any other text.
 */
export function splitDialogue(text: string): Turn[] | null {
  if (!/^\s*Human:/.test(text)) return null;
  const trimmed = text.trimStart();
  const marks = [...trimmed.matchAll(SPEAKER)];
  const turns = marks.map((mark, index): Turn => {
    const from = mark.index + mark[0].length;
    return {
      role: mark[1] === 'Human' ? 'user' : 'assistant',
      content: trimmed.slice(from, marks[index + 1]?.index ?? trimmed.length).trim(),
    };
  });
  return turns.length > 1 && turns.slice(0, -1).every(({ content }) => content !== '') ? turns : null;
}

/** The turns of a dialogue that waits for an answer: it ends with "Assistant:", or with what the human said. Else null. */
export function splitPrompt(text: string): Turn[] | null {
  const turns = splitDialogue(text);
  const last = turns?.at(-1);
  const asked = last?.role === 'assistant' && last.content === '' ? turns?.slice(0, -1) : turns;
  const question = asked?.at(-1);
  return asked !== undefined && question?.role === 'user' && question.content !== '' ? asked : null;
}
