import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import { separatorOf } from '@understudy/domain/training-center/export/example-writer';
import {
  lineShapes,
  lineTemplateOf,
  type LineField,
  type LineShape,
} from '@understudy/domain/training-center/export/line-template';
import { formulaPattern, quotedPattern } from '@understudy/domain/training-center/formats/csv-cell';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { and, eq, gt, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import type { ExportPage } from './export-page.ts';
import { isOrdinary } from './plain-examples.ts';

/** Which file a page belongs to. */
export type ExportedFile = {
  format: TextFormat;
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

/** As `csvCell` has it. */
const csvCellOf = (text: SQL): SQL => {
  const safe = sql`case when ${text} ~ ${formulaPattern.source} then '''' || ${text} else ${text} end`;
  return sql`case when ${safe} ~ ${quotedPattern.source} then '"' || replace(${safe}, '"', '""') || '"' else ${safe} end`;
};

const fieldOf = (format: TextFormat, field: LineField): SQL => {
  if (field === 'quality_score') return sql`${qualityScore}::text`;
  return format === 'csv' ? csvCellOf(texts[field]) : sql`to_json(${texts[field]})::text`;
};

/** Examples whose lines PostgreSQL writes, by what of them is there. */
function hasShape({ kind, hasContext, hasGenre }: LineShape): SQL | undefined {
  const hasText = sql`coalesce(${context} ~ '\\S', false)`;
  return and(
    eq(examples.kind, kind),
    hasContext ? hasText : sql`not ${hasText}`,
    hasGenre ? isNotNull(genre) : isNull(genre),
  );
}

/** The text of an ordinary example in the file, empty where the format has no place for it; null for others. */
function lineIn(format: TextFormat): SQL {
  const cases = lineShapes.map((shape) => {
    const parts = lineTemplateOf(format, shape).map((part) =>
      'text' in part ? sql`${part.text}::text` : fieldOf(format, part.field),
    );
    return sql`when ${hasShape(shape)} then ${parts.length === 0 ? sql`''` : sql.join(parts, sql` || `)}`;
  });
  return sql`case when ${isOrdinary} then case ${sql.join(cases, sql` `)} end end`;
}

const pageSchema = z.tuple([z.object({ text: z.string().nullable(), unusual: z.coerce.number() })]);

/**
 * The text of a page, written by PostgreSQL: it escapes and joins texts in less time than it takes to make 100,000 objects
 * of them here, and leaves no garbage in this process.
 *
 * @returns null where an example of the page is not ordinary, so that `ExampleWriter` has to write it
 */
export async function loadExportText(
  tx: Transaction,
  { format, filter, except }: ExportedFile,
  { after, to }: ExportPage,
): Promise<string | null> {
  const since = after === null ? undefined : gt(examples.id, after);
  const isNew = except.length === 0 ? undefined : sql`id <> all(${`{${except.join(',')}}`}::uuid[])`;
  const { rows } = await tx.execute(sql`
    select string_agg(nullif(line, ''), ${separatorOf(format)} order by id) as text,
      count(*) filter (where line is null) as unusual
    from (
      select id, ${lineIn(format)} as line
      from ${examples}
      where ${and(mine(examples), matching(filter), since, lte(examples.id, to), isNew)}
    ) as page
  `);
  const [{ text, unusual }] = pageSchema.parse(rows);
  return unusual === 0 ? (text ?? '') : null;
}
