import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryExample } from '../testing/arbitrary-example.ts';
import { contentTextOf } from './content-text.ts';
import { exampleOfView, isPlain, viewOf, withView } from './example-view.ts';
import { trainingExampleSchema, type TrainingExample } from './training-example.ts';

describe('the view of an example', () => {
  it('gives a plain example back', () => {
    const plain = arbitraryExample.filter(isPlain);
    fc.assert(
      fc.property(plain, (example) => {
        expect(exampleOfView(viewOf(example), example.labels)).toStrictEqual(example);
      }),
    );
  });

  it('put back unchanged changes nothing', () => {
    fc.assert(
      fc.property(arbitraryExample, (example) => {
        expect(withView(example, viewOf(example))).toStrictEqual(example);
      }),
    );
  });

  it('put back with other texts changes these and nothing else', () => {
    const example: TrainingExample = {
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Which way?', context: 'At sea.' },
        { role: 'assistant', content: 'North.', weight: 1 },
      ],
    };
    const view = { instruction: 'Where to?', context: null, response: 'South.', rejectedResponse: null };
    expect(withView(example, view)).toStrictEqual({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Where to?' },
        { role: 'assistant', content: 'South.', weight: 1 },
      ],
    });
  });
});

describe('an example', () => {
  it('of any import fits the schema by which it is stored', () => {
    fc.assert(
      fc.property(arbitraryExample, (example) => {
        expect(trainingExampleSchema.parse(JSON.parse(JSON.stringify(example)))).toStrictEqual(example);
      }),
    );
  });

  it('has the digest text of generated examples where it is an instruction and a response', () => {
    const plain = exampleOfView(
      { instruction: 'a', context: null, response: 'b', rejectedResponse: null },
      { genre: 'comedy' },
    );
    expect(contentTextOf(plain)).toBe('["a","b"]');
  });

  it('is another one with another context, and the same with other labels or another order of fields', () => {
    const view = { instruction: 'a', context: 'c', response: 'b', rejectedResponse: null };
    expect(contentTextOf(exampleOfView(view))).not.toBe(
      contentTextOf(exampleOfView({ ...view, context: null })),
    );
    const one: TrainingExample = {
      kind: 'chat',
      messages: [
        { role: 'user', content: 'a', name: 'n' },
        { role: 'assistant', content: 'b' },
      ],
    };
    const other: TrainingExample = {
      kind: 'chat',
      messages: [
        { name: 'n', content: 'a', role: 'user' },
        { content: 'b', role: 'assistant' },
      ],
      labels: { source: 's' },
    };
    expect(contentTextOf(one)).toBe(contentTextOf(other));
  });
});
