import { describe, expect, it } from 'vitest';
import { countSentences } from './count-sentences.ts';
import { descriptiveTermsOf } from './descriptive-terms.ts';
import { isAccepted, scoreQuality, toUnitQuality } from './quality-score.ts';

/** One sentence of plain words with this many characters in all. */
const plain = (characters: number) =>
  'It goes on and '
    .repeat(200)
    .slice(0, characters - 1)
    .replace(/ $/u, 'x') + '.';

describe('the seed’s table of factors', () => {
  it.each([
    { factor: 'base score', text: 'It is so.', score: 7 },
    { factor: 'length of 199 characters', text: plain(199), score: 7 },
    { factor: 'length of 200 characters', text: plain(200), score: 8 },
    { factor: 'length of 800 characters', text: plain(800), score: 8 },
    { factor: 'length of 801 characters', text: plain(801), score: 7 },
    { factor: 'two sentences', text: 'He came. He went.', score: 7 },
    { factor: 'three sentences', text: 'He came. He saw. He went.', score: 7.5 },
    { factor: 'one descriptive term', text: 'A dark house it is', score: 7 },
    { factor: 'two descriptive terms', text: 'A dark house in a silent street', score: 7.5 },
    { factor: 'dialogue', text: '"Go home," he said', score: 7.3 },
    { factor: 'sentences and dialogue', text: '"Go." He went. So did I.', score: 7.8 },
    {
      factor: 'all of them',
      text: `"Who is there?" asked the old miller. The dark house gave no answer. ${plain(150)}`,
      score: 9.3,
    },
  ])('gives $score for $factor', ({ text, score }) => {
    expect(scoreQuality(text).score).toBe(score);
  });

  it('names the factors that were met', () => {
    expect(scoreQuality('"Go." He went. So did I.').factors).toEqual(['sentences', 'dialogue']);
  });

  it('counts characters as people do, without spaces at the ends', () => {
    expect(scoreQuality('🌊'.repeat(200)).factors).toEqual(['length']);
    expect(scoreQuality(`  ${plain(199)}  `).factors).toEqual([]);
  });
});

describe('dialogue', () => {
  it.each([
    '“Run,” she said',
    '„Lauf“, sagte sie',
    '« Cours », dit-elle',
    '「走れ」と言った',
    "'Run,' she said",
    '‘Run,’ she said',
  ])('is found in %s', (text) => {
    expect(scoreQuality(text).factors).toEqual(['dialogue']);
  });

  it.each(["The keeper's dog isn't Anna's", 'a 6" nail', ''])('is not found in %s', (text) => {
    expect(scoreQuality(text).factors).toEqual([]);
  });
});

describe('sentences', () => {
  it.each([
    ['', 0],
    ['…', 0],
    ['no mark at the end', 1],
    ['One. Two! Three?', 3],
    ['"Run!" she said. He ran.', 2],
    ['“Stay.” He stayed.', 2],
    ['Dr. Ames met Mrs. Bell.', 1],
    ['It cost 3.50 in all.', 1],
    ['Wait... what?! Yes.', 2],
    ['彼は来た。彼は見た。彼は去った。', 3],
  ])('counts %j as %i', (text, count) => {
    expect(countSentences(text)).toBe(count);
  });
});

it('finds descriptive terms once each, by list and by ending', () => {
  expect(descriptiveTermsOf('The Dark, dark and furious sea was breathless, unless regardless.')).toEqual([
    'dark',
    'furious',
    'breathless',
  ]);
});

it('keeps examples from 7.0 on', () => {
  expect([6.9, 7, 9.3].map(isAccepted)).toEqual([false, true, true]);
});

it('shows a score on the scale from 0 to 1', () => {
  expect([0, 7, 9.3, 10].map(toUnitQuality)).toEqual([0, 0.7, 0.93, 1]);
});
