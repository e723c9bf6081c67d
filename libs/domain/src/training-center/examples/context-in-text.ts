import type { Turn } from './turn.ts';

/**
 * What stands between a user's text and its context in formats that have one text for both. Chat formats do, and models
 * are to see the context; a mark in the text lets the same file be read again into instruction and context.
 */
export const contextMark = '\n\nContext:\n';

/**
 * Every text that holds the mark, or with which another could begin when one follows, holds this: the mark overlaps itself
 * in its last character.
 */
export const contextMarkBegins = contextMark.slice(0, -1);

/** The text of a user turn with its context behind the mark. */
export function joinContext(text: string, context: string | undefined): string {
  return context === undefined ? text : `${text}${contextMark}${context}`;
}

/** Takes a text apart at the first mark; the whole text where there is none or where a side of it would be blank. */
export function splitContext(text: string): { text: string; context?: string } {
  const at = text.indexOf(contextMark);
  if (at === -1) return { text };
  const [before, context] = [text.slice(0, at), text.slice(at + contextMark.length)];
  return before.trim() === '' || context.trim() === '' ? { text } : { text: before, context };
}

/** Whether a turn, its context joined to its text, would be taken apart again into the same two. */
export function survivesJoining(turn: Turn): boolean {
  if (turn.role !== 'user') return turn.context === undefined;
  if (typeof turn.content !== 'string') return turn.context === undefined;
  const again = splitContext(joinContext(turn.content, turn.context));
  return again.text === turn.content && again.context === turn.context;
}
