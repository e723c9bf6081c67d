import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import { separatorOf } from '@understudy/domain/training-center/export/example-writer';
import {
  lineShapes,
  lineTemplateOf,
  type JsonFormat,
  type LineField,
  type LineShape,
} from '@understudy/domain/training-center/export/line-template';
import { and, gt, lte, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import type { ExportPage } from './export-page.ts';
import { hasContext, isOrdinary } from './plain-examples.ts';

/** Which file a page belongs to. */
export type ExportedFile = {
  format: JsonFormat;
  filter: ExampleFilter;
  /** IDs of examples that are in the file already. */
  except: readonly string[];
};

const { instruction, context, response, rejectedResponse, patternType, genre, qualityScore, source } =
  examples;

const texts: Record<Exclude<LineField, 'quality_score'>, SQL> = {
  question: sql`${instruction} || ${contextMark} || ${context}`,
  instruction: sql`${instruction}`,
  context: sql`${context}`,
  response: sql`${response}`,
  rejected_response: sql`${rejectedResponse}`,
  pattern_type: sql`${patternType}`,
  genre: sql`${genre}`,
  source: sql`${source}`,
};

const fieldOf = (field: LineField): SQL =>
  field === 'quality_score' ? sql`${qualityScore}::text` : sql`to_json(${texts[field]})::text`;

/** The text of an example that is ordinary, empty where the format has no place for it. */
function textIn(format: JsonFormat): SQL {
  const cases = lineShapes.map((shape) => {
    const parts = lineTemplateOf(format, shape).map((part) =>
      'text' in part ? sql`${part.text}::text` : fieldOf(part.field),
    );
    return sql`when ${hasShape(shape)} then ${parts.length === 0 ? sql`null` : sql.join(parts, sql` || `)}`;
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}

const hasShape = ({ kind, hasContext: context, hasGenre }: LineShape): SQL =>
  sql`${examples.kind} = ${kind} and has_context = ${context} and genre is ${hasGenre ? sql`not null` : sql`null`}`;

const partsSchema = z.array(z.object({ text: z.string().nullable(), unusual: z.coerce.number() }));

/** Examples of a part: strings of some 100 kB are collected as soon as they are sent, larger ones hold the collector up. */
const partExamples = 64;

/**
 * The text of a page in parts, written by PostgreSQL: it escapes and joins texts in less time than it takes to make 100,000
 * objects of them here.
 *
 * @returns null where an example of the page is not ordinary, so that `ExampleWriter` has to write it
 */
export async function loadExportText(
  tx: Transaction,
  { format, filter, except }: ExportedFile,
  { after, to }: ExportPage,
): Promise<string[] | null> {
  const since = after === null ? undefined : gt(examples.id, after);
  const isNew = except.length === 0 ? undefined : sql`id <> all(${`{${except.join(',')}}`}::uuid[])`;
  const { rows } = await tx.execute(sql`
    select string_agg(${textIn(format)}, ${separatorOf(format)}) filter (where is_ordinary) as text,
      count(*) filter (where not is_ordinary) as unusual
    from (
      select *, ${isOrdinary} as is_ordinary, ${hasContext} as has_context,
        (row_number() over (order by id) - 1) / ${partExamples}::integer as part
      from ${examples}
      where ${and(mine(examples), matching(filter), since, lte(examples.id, to), isNew)}
      order by id
    ) as ${examples}
    group by part order by part
  `);
  const parts = partsSchema.parse(rows);
  return parts.some(({ unusual }) => unusual > 0) ? null : parts.flatMap(({ text }) => text ?? []);
}
