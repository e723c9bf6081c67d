import { describe, expect, it } from 'vitest';
import { joinContext } from '../examples/context-in-text.ts';
import { exampleOfView } from '../examples/example-view.ts';
import { quotedCsvCell } from '../formats/csv-cell.ts';
import type { TextFormat } from '../formats/example-format.ts';
import type { Turn } from '../examples/turn.ts';
import { ExampleWriter } from './example-writer.ts';
import { conversationTemplateOf, lineShapes, lineTemplateOf, type LineTemplate } from './line-template.ts';

const formats: TextFormat[] = ['jsonl', 'chat', 'preference', 'alpaca', 'sharegpt', 'csv'];

const messages: Turn[] = [
  { role: 'system', content: 'You are "Ash".' },
  { role: 'user', content: 'Which way?' },
  { role: 'assistant', content: '[{"role":"assistant"}]' },
];

const values = {
  messages,
  instruction: 'Which "way"?',
  context: 'At sea,\nby night.',
  response: 'North \\ south 😀',
  rejected_response: 'No idea.',
  pattern_type: 'answer',
  genre: 'comedy',
  quality_score: 0.25,
  source: 'manual',
};

const filled = (format: TextFormat, template: LineTemplate): string =>
  template
    .map((part) => {
      if ('text' in part) return part.text;
      const { field } = part;
      const value = field === 'question' ? joinContext(values.instruction, values.context) : values[field];
      return format === 'csv' ? quotedCsvCell(String(value)) : JSON.stringify(value);
    })
    .join('');

describe.each(formats)('the template of a line of %s', (format) => {
  it.each(lineShapes)('filled in is what the writer writes: %j', (shape) => {
    const { pattern_type, genre, quality_score, source } = values;
    const example = exampleOfView(
      {
        instruction: values.instruction,
        context: shape.hasContext ? values.context : null,
        response: values.response,
        rejectedResponse: shape.kind === 'preference' ? values.rejected_response : null,
      },
      { pattern_type, ...(shape.hasGenre ? { genre } : {}), quality_score, source },
    );
    expect(filled(format, lineTemplateOf(format, shape))).toBe(new ExampleWriter(format).write(example));
    expect(JSON.stringify(lineTemplateOf(format, shape))).not.toMatch(/[\uE000-\uE0FF]|123456789/);
  });
});

describe('the template of a conversation', () => {
  it.each(['jsonl', 'chat'] as const)('filled in is, as %s, what the writer writes', (format) => {
    for (const hasGenre of [false, true]) {
      const { pattern_type, genre, quality_score, source } = values;
      const labels = { pattern_type, ...(hasGenre ? { genre } : {}), quality_score, source };
      const template = conversationTemplateOf(format, hasGenre);
      expect(filled(format, template ?? [])).toBe(
        new ExampleWriter(format).write({ kind: 'chat', messages, labels }),
      );
    }
  });

  it.each(['preference', 'alpaca', 'sharegpt', 'csv'] as const)('is not there for %s', (format) => {
    expect(conversationTemplateOf(format, true)).toBeNull();
  });
});
