import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentTextOf } from '../examples/content-text.ts';
import { exampleOfView } from '../examples/example-view.ts';
import type { TrainingExample } from '../examples/training-example.ts';
import { examineExample } from './examine-example.ts';
import { guessTextLanguage } from './guess-text-language.ts';
import { QualityCollector } from './quality-collector.ts';
import { measureResponse, styleConsistencyOf } from './style-consistency.ts';

const LONG = 'We left the harbour at dawn, and the lights of the town were behind us for an hour or so.';
const GERMAN =
  'Wir haben den Hafen in der Früh verlassen, und die Lichter der Stadt waren noch lange hinter uns.';

const example = (instruction: string, response: string) =>
  exampleOfView({ instruction, context: null, response, rejectedResponse: null });

const digestOf = (one: TrainingExample): string =>
  createHash('sha256').update(contentTextOf(one)).digest('hex');

function collect(examples: readonly (readonly [string, string])[]): QualityCollector {
  const collector = new QualityCollector();
  examples.forEach(([instruction, response], index) => {
    const one = example(instruction, response);
    collector.add(`id-${String(index)}`, examineExample(one, guessTextLanguage), digestOf(one));
  });
  return collector;
}

describe('the quality of a data set', () => {
  it('names each finding with its severity, count and examples', () => {
    const report = collect([
      ['a', LONG],
      ['a', LONG],
      ['b', 'Fine.'],
      ['c', 'x'.repeat(3_001)],
      ['d', `${LONG} Mail me at mara@example.org.`],
      ['e', GERMAN],
    ]).report();
    expect(report.findings.map(({ code, count, example_ids: ids }) => [code, count, ids])).toEqual([
      ['personal_data', 1, ['id-4']],
      ['duplicate', 1, ['id-1']],
      ['too_short', 1, ['id-2']],
      ['too_long', 1, ['id-3']],
      ['other_language', 1, ['id-5']],
    ]);
    expect(report.findings[0]?.details).toEqual({ email: 1 });
    expect(report).toMatchObject({ examined: 6, sound: 2 });
  });

  it('takes responses of 50 and of 3000 characters as they are, an emoji being one', () => {
    const report = collect([
      ['a', '😀'.repeat(50)],
      ['b', 'é'.repeat(3_000)],
    ]).report();
    expect(report.findings).toEqual([]);
    expect(report.response_lengths).toMatchObject({ shortest: 50, longest: 3_000, mean: 1_525 });
  });

  it('has a histogram whose buckets add up', () => {
    const { response_lengths: lengths } = collect(
      [10, 49, 50, 99, 3_000, 3_001].map((length) => ['a', 'x'.repeat(length)]),
    ).report();
    expect(lengths.buckets.map(({ count }) => count)).toEqual([2, 2, 0, 0, 0, 0, 1, 1, 0]);
    expect(lengths.buckets.filter(({ within_rules: within }) => !within).map(({ from }) => from)).toEqual([
      0, 3_001, 6_000,
    ]);
  });
});

describe('the consistency of style', () => {
  const calm = Array.from({ length: 30 }, (_, index) => ({
    id: String(index),
    response: `${LONG} Number ${String(index)} was there.`,
  }));

  it('is whole where all responses are alike', () => {
    expect(styleConsistencyOf(calm.map(measureResponse))).toMatchObject({ score: 1, outlier_ids: [] });
  });

  it('names a response that is unlike the others', () => {
    const loud = { id: 'loud', response: 'lol yesss!!! 😂😂😂 soooo good omg haha' };
    expect(styleConsistencyOf([...calm, loud].map(measureResponse))?.outlier_ids).toEqual(['loud']);
  });

  it('is not told by a handful', () => {
    expect(styleConsistencyOf(calm.slice(0, 9).map(measureResponse))).toBeNull();
  });
});
