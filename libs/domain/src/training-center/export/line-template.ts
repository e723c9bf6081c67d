import { joinContext } from '../examples/context-in-text.ts';
import { exampleOfView } from '../examples/example-view.ts';
import type { ExampleKind, ExampleLabels, TrainingExample } from '../examples/training-example.ts';
import type { Turn } from '../examples/turn.ts';
import { quotedCsvCell } from '../formats/csv-cell.ts';
import type { TextFormat } from '../formats/example-format.ts';
import { ExampleWriter } from './example-writer.ts';

/**
 * What of an example goes into a line: of one of texts alone its texts, `question` being the instruction with its context behind
 * the mark; of a plain conversation `messages`, in JSON.
 */
export const lineFields = [
  'messages',
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

/** A record of a file: text as it is, and fields as JSON, or as cells of a table. */
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

/** Turns that no file has. */
const turns: Turn[] = [{ role: 'assistant', content: '\uE008' }];

/** The question comes before the instruction, with which it begins. */
const values: readonly [LineField, string | number][] = [
  ['question', joinContext(placeholders.instruction, placeholders.context)],
  ...lineFields.flatMap((field): [LineField, string | number][] =>
    field === 'question' || field === 'messages' ? [] : [[field, placeholders[field]]],
  ),
];

/** How the placeholders look in a file, and which field each stands for. */
const marksOf = (write: (value: string | number) => string): Map<string, LineField> =>
  new Map(values.map(([field, value]) => [write(value), field]));
const jsonMarks = marksOf((value) => JSON.stringify(value)).set(JSON.stringify(turns), 'messages');
const cellMarks = marksOf((value) => quotedCsvCell(String(value)));

/** Matches any of the marks, in which some characters would mean something else. */
const anyOf = (marks: ReadonlyMap<string, LineField>): RegExp =>
  new RegExp(`(${[...marks.keys()].map((mark) => mark.replace(/[\\.[\]{}]/g, '\\$&')).join('|')})`);

/**
 * What a line of a format consists of, for examples of texts alone of a shape: found by writing one. Whoever fills it in
 * writes the same as `ExampleWriter` does, without making an object of each example; so that PostgreSQL can, for one.
 *
 * @returns no part for examples that the format has no place for
 */
export function lineTemplateOf(format: TextFormat, { kind, hasContext, hasGenre }: LineShape): LineTemplate {
  const view = {
    instruction: placeholders.instruction,
    context: hasContext ? placeholders.context : null,
    response: placeholders.response,
    rejectedResponse: kind === 'preference' ? placeholders.rejected_response : null,
  };
  return templateOf(format, exampleOfView(view, labelsOf(hasGenre)));
}

/**
 * What a line of a format consists of, for conversations whose turns have nothing but a role and a text (`optionalFieldsOf` is
 * empty, and there is no context): the turns as they are, with something around them.
 *
 * @returns null for formats that have turns in another form, or none
 */
export function conversationTemplateOf(format: TextFormat, hasGenre: boolean): LineTemplate | null {
  const parts = templateOf(format, { kind: 'chat', messages: turns, labels: labelsOf(hasGenre) });
  return parts.some((part) => 'field' in part && part.field === 'messages') ? parts : null;
}

function labelsOf(hasGenre: boolean): ExampleLabels {
  const { pattern_type, genre, quality_score, source } = placeholders;
  return { pattern_type, ...(hasGenre ? { genre } : {}), quality_score, source };
}

/** The line of an example that is made of placeholders, in parts. */
function templateOf(format: TextFormat, example: TrainingExample): LineTemplate {
  const marks = format === 'csv' ? cellMarks : jsonMarks;
  return new ExampleWriter(format)
    .write(example)
    .split(anyOf(marks))
    .filter((part) => part !== '')
    .map((part) => {
      const field = marks.get(part);
      return field === undefined ? { text: part } : { field };
    });
}
