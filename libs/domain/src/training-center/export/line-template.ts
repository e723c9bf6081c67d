import { joinContext } from '../examples/context-in-text.ts';
import { exampleOfView } from '../examples/example-view.ts';
import type { ExampleKind } from '../examples/training-example.ts';
import type { TextFormat } from '../formats/example-format.ts';
import { ExampleWriter } from './example-writer.ts';

/** What of an example of texts alone goes into a line. `question` is the instruction with its context behind the mark. */
export const lineFields = [
  'question',
  'instruction',
  'context',
  'response',
  'rejected_response',
  'pattern_type',
  'genre',
  'quality_score',
  'source',
] as const;
export type LineField = (typeof lineFields)[number];

/** A record of a file: text as it is, and fields as JSON. */
export type LineTemplate = readonly ({ text: string } | { field: LineField })[];

/** Examples of texts alone whose lines differ in nothing but the texts. */
export type LineShape = { kind: ExampleKind; hasContext: boolean; hasGenre: boolean };

/** Every shape there is. */
export const lineShapes: readonly LineShape[] = (['chat', 'preference'] as const).flatMap((kind) =>
  [false, true].flatMap((hasContext) => [false, true].map((hasGenre) => ({ kind, hasContext, hasGenre }))),
);

/** Formats whose records are JSON. */
export type JsonFormat = Exclude<TextFormat, 'csv'>;

/** Values that no file has: characters for private use, and a number. */
const placeholders = {
  instruction: '\uE001',
  context: '\uE002',
  response: '\uE003',
  rejected_response: '\uE004',
  pattern_type: '\uE005',
  genre: '\uE006',
  source: '\uE007',
  quality_score: 0.123456789,
} as const;

/** How the placeholders look in a file; the question comes before the instruction, with which it begins. */
const marks = new Map<string, LineField>([
  [JSON.stringify(joinContext(placeholders.instruction, placeholders.context)), 'question'],
  ...lineFields.flatMap((field): [string, LineField][] =>
    field === 'question' ? [] : [[JSON.stringify(placeholders[field]), field]],
  ),
]);

/** In marks nothing but backslashes and dots means something else in a pattern. */
const anyMark = new RegExp(`(${[...marks.keys()].map((mark) => mark.replace(/[\\.]/g, '\\$&')).join('|')})`);

/**
 * What a line of a format consists of, for examples of texts alone of a shape: found by writing one. Whoever fills it in
 * writes the same as `ExampleWriter` does, without making an object of each example; so that PostgreSQL can, for one.
 *
 * @returns no part for examples that the format has no place for
 */
export function lineTemplateOf(format: JsonFormat, { kind, hasContext, hasGenre }: LineShape): LineTemplate {
  const { pattern_type, quality_score, source } = placeholders;
  const example = exampleOfView(
    {
      instruction: placeholders.instruction,
      context: hasContext ? placeholders.context : null,
      response: placeholders.response,
      rejectedResponse: kind === 'preference' ? placeholders.rejected_response : null,
    },
    { pattern_type, ...(hasGenre ? { genre: placeholders.genre } : {}), quality_score, source },
  );
  return new ExampleWriter(format)
    .write(example)
    .split(anyMark)
    .filter((part) => part !== '')
    .map((part) => {
      const field = marks.get(part);
      return field === undefined ? { text: part } : { field };
    });
}
