import { describe, expect, it } from 'vitest';
import { fieldMappingSchema, suggestMapping, type FieldMapping } from './field-mapping.ts';

describe('a mapping', () => {
  it.each([
    [['Question', 'Answer'], { instruction: 'Question', response: 'Answer' }],
    [
      ['instruction', 'input', 'output'],
      { instruction: 'instruction', context: 'input', response: 'output' },
    ],
    [['input', 'output', 'reasoning'], { instruction: 'input', response: 'output' }],
    [
      ['prompt', 'chosen', 'rejected'],
      { instruction: 'prompt', response: 'chosen', rejected_response: 'rejected' },
    ],
    [
      ['system_prompt', 'user', 'assistant'],
      { system: 'system_prompt', instruction: 'user', response: 'assistant' },
    ],
  ])('is proposed for %j', (fields, mapping) => {
    expect(suggestMapping(fields)).toMatchObject({ mapping, usable: true });
  });

  it('is not usable without a question and an answer, and names what is left', () => {
    expect(suggestMapping(['foo', 'answer'])).toEqual({
      mapping: { response: 'answer' },
      unmapped: ['foo'],
      usable: false,
    });
  });

  it('of somebody’s own is checked', () => {
    const mapping: FieldMapping = fieldMappingSchema.parse({ instruction: 'foo', response: 'bar' });
    expect(mapping).toEqual({ instruction: 'foo', response: 'bar' });
    expect(fieldMappingSchema.safeParse({ instruction: 'foo' }).error?.issues[0]?.message).toMatch(
      /needs a field for the instruction/,
    );
    expect(
      fieldMappingSchema.safeParse({ instruction: 'foo', response: 'foo' }).error?.issues[0]?.message,
    ).toMatch(/only one field/);
    expect(fieldMappingSchema.safeParse({ nonsense: 'foo' }).success).toBe(false);
  });
});
