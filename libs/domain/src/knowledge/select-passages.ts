import type { KnowledgePassage } from './knowledge-passage.ts';

/** Passages that an answer is given at most: some 800 tokens. */
const mostPassages = 4;

/**
 * Cosine from which a passage bears on a question. Unrelated texts lie between −0.1 and 0.2 with the embedding models of
 * OpenAI and of sentence-transformers; models that put everything close together keep every passage, as without it.
 */
const relatedSimilarity = 0.22;

/** Share of a question's words, weighed by rarity, from which a passage bears on it. */
const relatedWordShare = 0.35;

/** The passages worth telling a model of, best first: those that bear on the question by their meaning or by their words. */
export function selectPassages(passages: readonly KnowledgePassage[]): KnowledgePassage[] {
  return passages
    .filter(
      ({ similarity, word_share }) =>
        (similarity ?? -1) >= relatedSimilarity || (word_share ?? 0) >= relatedWordShare,
    )
    .slice(0, mostPassages);
}
