import { z } from 'zod';

/** A piece of text and how often it occurs. */
export const countedTextSchema = z.object({
  text: z.string(),
  count: z.int().positive(),
});
export type CountedText = z.infer<typeof countedTextSchema>;

/** The most frequent entries, highest count first; equal counts in alphabetical order, so the result is stable. */
export function mostFrequent(counts: ReadonlyMap<string, number>, limit: number): CountedText[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}

/** Adds one to the count of `key`. */
export function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
