import { describe, expect, it } from 'vitest';
import { suggestMapping } from './field-mapping.ts';
import { RecordReader } from './read-record.ts';

const question = { role: 'user', content: 'Which way?' };
const answer = { role: 'assistant', content: 'North.' };

describe('single answers that are marked as bad', () => {
  it.each([
    { instruction: 'Which way?', output: 'No idea.', label: false },
    { messages: [question, answer], label: false },
    { prompt: 'Which way?', completion: 'No idea.', label: 0 },
    { prompt: 'Which way?', response: 'No idea.', label: 'False' },
    { instruction: 'Which way?', output: 'No idea.', kto_tag: 'false' },
  ])('are told: %j', (record) => {
    expect(new RecordReader().read(record)).toMatchObject({ ok: false, faults: [{ code: 'marked_as_bad' }] });
  });

  it('are not those that have a class', () => {
    const record = { instruction: 'Good or bad?', output: 'Bad.', label: 0 };
    expect(new RecordReader().read(record)).toMatchObject({ ok: true, value: { extra: { label: 0 } } });
  });
});

describe('a mapping in which somebody chose labels alone', () => {
  it.each([
    [
      'of a pair in lists',
      { prompt: 'Which way?', chosen: [answer], rejected: [{ role: 'assistant', content: 'No idea.' }] },
      { instruction: 'prompt', response: 'chosen', rejected_response: 'rejected' },
    ],
    [
      'of OpenAI’s pairs',
      {
        input: { messages: [question] },
        preferred_output: [answer],
        non_preferred_output: [{ role: 'assistant', content: 'No idea.' }],
      },
      { instruction: 'input', response: 'preferred_output', rejected_response: 'non_preferred_output' },
    ],
  ])('leaves the record %s what it is', (_, record, content) => {
    expect(suggestMapping(Object.keys(record)).mapping).toEqual(content);
    const reader = new RecordReader({ ...content, source: 'origin' });
    expect(reader.read({ ...record, origin: 'here' })).toMatchObject({
      ok: true,
      value: { kind: 'preference', messages: [question], chosen: [answer], labels: { source: 'here' } },
    });
  });
});
