import { joinContext } from '../examples/context-in-text.ts';
import { exampleOfView } from '../examples/example-view.ts';
import type { ExampleKind } from '../examples/training-example.ts';
import { csvCell } from '../formats/csv-cell.ts';
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

/** A record of a file: text as it is, and fields in the notation of its format (JSON, or cells of CSV). */
export type LineTemplate = readonly ({ text: string } | { field: LineField })[];

/** Examples of texts alone whose lines differ in nothing but the texts. */
export type LineShape = { kind: ExampleKind; hasContext: boolean; hasGenre: boolean };

/** Every shape there is. */
export const lineShapes: readonly LineShape[] = (['chat', 'preference'] as const).flatMap((kind) =>
  [false, true].flatMap((hasContext) => [false, true].map((hasGenre) => ({ kind, hasContext, hasGenre }))),
);

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

type Marks = { fields: ReadonlyMap<string, LineField>; pattern: RegExp };

/** How the placeholders look in a file; the question before the instruction, which it begins with. */
function marksIn(write: (value: string | number) => string): Marks {
  const question = joinContext(placeholders.instruction, placeholders.context);
  const fields = new Map(
    lineFields.map((field) => [write(field === 'question' ? question : placeholders[field]), field]),
  );
  // In marks nothing but backslashes and dots means something else in a pattern.
  const escaped = [...fields.keys()].map((mark) => mark.replace(/[\\.]/g, '\\$&'));
  return { fields, pattern: new RegExp(`(${escaped.join('|')})`) };
}

const marksInJson = marksIn((value) => JSON.stringify(value));
const marksInCsv = marksIn((value) => csvCell(String(value)));

/**
 * What a line of a format consists of, for examples of texts alone of a shape: found by writing one. Whoever fills it in
 * writes the same as `ExampleWriter` does, without making an object of each example; so that PostgreSQL can, for one.
 *
 * @returns no part for examples that the format has no place for
 */
export function lineTemplateOf(format: TextFormat, { kind, hasContext, hasGenre }: LineShape): LineTemplate {
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
  const { fields, pattern } = format === 'csv' ? marksInCsv : marksInJson;
  return new ExampleWriter(format)
    .write(example)
    .split(pattern)
    .filter((part) => part !== '')
    .map((part) => {
      const field = fields.get(part);
      return field === undefined ? { text: part } : { field };
    });
}
