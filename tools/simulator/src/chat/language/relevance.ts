import { contentWords, stem, wordsOf } from './words.ts';

/** How well an item fits a query: the share of the query's weight (rare words weigh more) it has in common, 0–1. */
export interface Relevance<Item> {
  readonly item: Item;
  readonly score: number;
}

/** Ranks items for a query, best first. */
export type RankByRelevance<Item> = (query: string) => Relevance<Item>[];

/**
 * Prepares items to be ranked by the words that their texts share with a query, each weighted by its inverse document
 * frequency (Spärck Jones, 1972) among the items. Function words count only where a text has nothing else.
 */
export function prepareRelevance<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
): RankByRelevance<Item> {
  const sets = items.map((item) => new Set(stems(textOf(item))));
  const frequencies = new Map<string, number>();
  for (const set of sets) for (const word of set) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + items.length / (frequencies.get(word) ?? 0.5));
  return (query) => {
    const wanted = [...new Set(stems(query))].map((word) => ({ word, weight: weight(word) }));
    const total = wanted.reduce((sum, entry) => sum + entry.weight, 0) || 1;
    return items
      .map((item, index) => {
        const shared = wanted.filter(({ word }) => sets[index]?.has(word));
        return { item, score: shared.reduce((sum, entry) => sum + entry.weight, 0) / total };
      })
      .sort((a, b) => b.score - a.score);
  };
}

function stems(text: string): string[] {
  const content = contentWords(text);
  return (content.length > 0 ? content : wordsOf(text)).map(stem);
}
