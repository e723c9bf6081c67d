import { describe, expect, it } from 'vitest';
import { addExampleRequestSchema } from './add-example.ts';
import { downloadFileName, downloadFormatSchema } from './download-examples.ts';
import { listExamplesQuerySchema } from './list-examples.ts';
import { clearExamplesRequestSchema, exampleIndexSchema } from './remove-examples.ts';

const messages = (result: {
  success: boolean;
  error?: { issues: { message: string; path: PropertyKey[] }[] };
}) => result.error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('the request to add an example', () => {
  it('takes the seed’s body, with or without a context', () => {
    const body = {
      instruction: 'I am anxious.',
      context: 'Pre-session preparation',
      response: 'That is natural.',
    };
    expect(addExampleRequestSchema.parse(body)).toMatchObject({
      ...body,
      rejected_response: null,
      avatar_id: null,
    });
    expect(addExampleRequestSchema.parse({ instruction: 'a', response: 'b' }).context).toBeNull();
  });

  it('has a message for each field', () => {
    expect(
      messages(addExampleRequestSchema.safeParse({ instruction: ' ', context: 3, avatar_id: 'x', extra: 1 })),
    ).toEqual([
      ['instruction', 'instruction must be a text that is not empty.'],
      ['context', 'context must be a text of at most 100,000 characters, or null.'],
      ['response', 'response must be a text that is not empty.'],
      ['avatar_id', 'avatar_id must be the UUID of an avatar, or null.'],
      ['', 'Unknown field: extra.'],
    ]);
  });
});

describe('the example to delete', () => {
  it('is named by its index or its ID', () => {
    expect(exampleIndexSchema.parse('12')).toEqual({ by: 'index', index: 12 });
    expect(exampleIndexSchema.parse('0198c4f2-7d6a-7b1e-9c3d-2f5a8b7c6d4e')).toMatchObject({ by: 'id' });
  });

  it.each(['-1', '01', '1.5', 'abc', '9999999999'])('is not named by %j', (index) => {
    expect(messages(exampleIndexSchema.safeParse(index))).toEqual([
      [
        '',
        'index must be the place of an example in the list, counted from 0 as GET /api/training/examples shows it, or its UUID.',
      ],
    ]);
  });
});

describe('clearing', () => {
  it('asks for a confirmation', () => {
    expect(messages(clearExamplesRequestSchema.safeParse({}))?.[0]?.[1]).toMatch(/^confirm must be true/);
    expect(clearExamplesRequestSchema.parse({ confirm: true })).toEqual({ confirm: true, avatar_id: null });
  });
});

describe('lists and downloads', () => {
  it('have the seed’s order by default', () => {
    expect(listExamplesQuerySchema.parse({})).toEqual({ limit: 50, sort: 'index', order: 'asc' });
  });

  it('name their files after the avatar and the format', () => {
    expect(downloadFileName('alpaca', 'Zoë & Friends')).toBe('training-examples-zoe-friends-alpaca.json');
    expect(messages(downloadFormatSchema.safeParse('xml'))?.[0]?.[1]).toMatch(
      /^format must be one of jsonl, alpaca, chat/,
    );
  });
});
