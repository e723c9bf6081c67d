import type { Turn } from '../../training-center/examples/turn.ts';
import { findPersonalData } from '../../training-center/quality/personal-data.ts';

/** Places of personal data by kind; kinds without any are not named. */
export type RedactionCounts = Record<string, number>;

/** What `redactExample` replaces in these turns, counted by kind. */
export function countRedactions(turns: readonly Turn[]): RedactionCounts {
  const counts: RedactionCounts = {};
  for (const text of turns.flatMap(textsOf)) {
    for (const { kind } of findPersonalData(text)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Adds counts to a sum, in place: it is called for every example. */
export function addRedactions(sum: RedactionCounts, counts: Readonly<RedactionCounts>): void {
  for (const [kind, count] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + count;
}

function textsOf({ content, context }: Turn): string[] {
  const texts =
    typeof content === 'string'
      ? [content]
      : content.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  return context === undefined ? texts : [...texts, context];
}
