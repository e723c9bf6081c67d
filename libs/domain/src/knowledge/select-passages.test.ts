import { expect, it } from 'vitest';
import type { KnowledgePassage } from './knowledge-passage.ts';
import { selectPassages } from './select-passages.ts';

function passage(similarity: number | null, word_share: number | null): KnowledgePassage {
  return {
    id: '0190f5fe-7c00-7a00-8000-000000000001',
    title: 'The bakery',
    text: 'We open at seven.',
    position: 0,
    source: { kind: 'document', id: '0190f5fe-7c00-7a00-8000-000000000002' },
    avatar_id: null,
    score: 0.5,
    found_by: ['words'],
    similarity,
    word_share,
  };
}

it('keeps what bears on the question by meaning or by words, and nothing that only happens to come first', () => {
  const byMeaning = passage(0.4, null);
  const byWords = passage(null, 0.8);
  expect(selectPassages([passage(0.1, 0.1), byMeaning, passage(null, 0.05), byWords])).toEqual([
    byMeaning,
    byWords,
  ]);
});

it('keeps four at most', () => {
  expect(selectPassages(Array.from({ length: 9 }, () => passage(0.9, 1)))).toHaveLength(4);
});
