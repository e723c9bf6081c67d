import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { promptDraftJsonSchema } from '../prompt-versions/prompt-draft.ts';
import { communicationAnalysisJsonSchema, communicationAnalysisSchema } from './communication-analysis.ts';
import { toStrictJsonSchema } from './strict-json-schema.ts';

describe('toStrictJsonSchema', () => {
  it('refuses an optional property, an open object and a reference at the root', () => {
    expect(() => toStrictJsonSchema(z.object({ a: z.string().optional() }))).toThrow('every property');
    expect(() => toStrictJsonSchema(z.object({ a: z.looseObject({ b: z.string() }) }))).toThrow('additional');
    expect(() => toStrictJsonSchema(z.object({ a: z.string() }).meta({ id: 'StrictRoot' }))).toThrow('root');
  });

  it('keeps descriptions and carries no dialect marker', () => {
    expect(toStrictJsonSchema(z.object({ a: z.string().describe('what a is') }))).toEqual({
      type: 'object',
      properties: { a: { type: 'string', description: 'what a is' } },
      required: ['a'],
      additionalProperties: false,
    });
  });
});

describe('the schemas that models are asked to follow', () => {
  it('has exactly the fields of seed 000', () => {
    expect(communicationAnalysisJsonSchema).toMatchObject({
      required: [
        'communication_style',
        'personality_traits',
        'behavioral_patterns',
        'response_characteristics',
      ],
      properties: {
        communication_style: { required: ['formality_level', 'emoji_usage', 'response_length', 'tone'] },
        response_characteristics: {
          required: ['typical_greeting', 'common_phrases', 'question_style', 'supportiveness'],
        },
      },
    });
  });

  it('uses no keyword that strict mode does not know', () => {
    const allowed = /^(type|properties|required|additionalProperties|items|enum|description)$/u;
    const keywords = new Set<string>();
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
      for (const [key, value] of Object.entries(node)) {
        keywords.add(key);
        if (key === 'properties') Object.values(Object(value)).forEach(visit);
        else visit(value);
      }
    };
    visit(communicationAnalysisJsonSchema);
    visit(promptDraftJsonSchema);
    expect([...keywords].filter((key) => !allowed.test(key))).toEqual([]);
  });

  it('parses the example of seed 000', () => {
    const [example] = z.array(z.unknown()).parse(communicationAnalysisSchema.meta()?.examples);
    expect(communicationAnalysisSchema.parse(example)).toEqual(example);
  });
});
