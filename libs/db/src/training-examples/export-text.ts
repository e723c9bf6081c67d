import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import {
  conversationTemplateOf,
  lineShapes,
  lineTemplateOf,
  type LineField,
  type LineShape,
  type LineTemplate,
} from '@understudy/domain/training-center/export/line-template';
import { formulaStart } from '@understudy/domain/training-center/formats/csv-cell';
import type { TextFormat } from '@understudy/domain/training-center/formats/example-format';
import { and, isNull, sql, type SQL } from 'drizzle-orm';
import { copyOut } from '../bulk/copy-out.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import { inPage, pagesEndingAt, type ExportPage } from './export-page.ts';
import { exportRowJson } from './export-row-columns.ts';
import { readExportRow, type ExportRow } from './export-row.ts';
import { hasContext, isOrdinary } from './plain-examples.ts';

/** Which file a page belongs to. */
export type ExportedFile = {
  format: TextFormat;
  filter: ExampleFilter;
  /** IDs of examples that are in the file already. */
  except: readonly string[];
};

/** Takes the examples of a page, one after the other. */
export interface ExportSink {
  /** An example whose text, in UTF-8, is in some bytes from one place up to another. */
  readonly text: (bytes: Buffer, from: number, to: number) => void;
  /** An example whose text is to be made of its row. */
  readonly row: (row: ExportRow) => void;
}

/** Examples of a page. Their texts only pass through, so it is not their size that matters. */
const pageExamples = 4_000;

/** Pages that are looked for at a time. */
const plannedPages = 10;

/** The next pages of a download, and what there is behind them. */
export type ExportPlan = { pages: ExportPage[]; rest: ExportPage | null };

/**
 * Divides the examples that a filter means into pages of the same number, so that pages can be asked for before the one in
 * front of them has arrived; a few at a time, since finding all takes a while where there are many. What is added later is in
 * none of them. Without a condition on texts it reads an index only.
 *
 * @param range what an earlier plan left; null for the first one
 */
export async function planExportText(
  tx: Transaction,
  filter: ExampleFilter,
  range: ExportPage | null,
): Promise<ExportPlan> {
  const planned = range ?? (await wholeRange(tx));
  if (planned === null) return { pages: [], rest: null };
  const { rows } = await tx.execute(sql`
    select id from (
      select id, row_number() over (order by id) as number, lead(id) over (order by id) is null as is_last
      from (
        select id from ${examples} where ${and(mine(examples), matching(filter), inPage(planned))}
        order by id limit ${pageExamples * plannedPages}
      ) as next
    ) as numbered
    where number % ${pageExamples}::integer = 0 or is_last
    order by id
  `);
  const pages = pagesEndingAt(rows, planned.after);
  const last = pages.at(-1);
  const isWhole = last === undefined || last.to === planned.to || pages.length < plannedPages;
  return { pages, rest: isWhole ? null : { after: last.to, to: planned.to } };
}

/** From the first example to the newest one; null where there is none. */
async function wholeRange(tx: Transaction): Promise<ExportPage | null> {
  const { rows } = await tx.execute(sql`
    select id from ${examples} where ${and(mine(examples), isNull(examples.removedAt))} order by id desc limit 1
  `);
  return pagesEndingAt(rows).at(0) ?? null;
}

/**
 * Hands on the examples of a page, in the order in which they were added, and yields whenever there were some. PostgreSQL
 * writes the text of those that are of texts alone: it escapes and joins texts in less time than it takes to make 100,000
 * objects of them here.
 */
export function loadExportText(
  tx: Transaction,
  { format, filter, except }: ExportedFile,
  page: ExportPage,
  sink: ExportSink,
): AsyncGenerator<void> {
  const isNew = except.length === 0 ? undefined : sql`id <> all(${`{${except.join(',')}}`}::uuid[])`;
  const conversation = conversationIn(format);
  // Without the offset PostgreSQL would work out the messages wherever they are named.
  const query = sql`
    select
      case when is_ordinary then ${textIn(format)} when messages is not null then ${conversation ?? sql`null`} end,
      case when not is_ordinary and messages is null then ${exportRowJson} end
    from (
      select *, ${isOrdinary} as is_ordinary, ${hasContext} as has_context,
        ${conversation === null ? sql`null::text` : plainMessages} as messages
      from ${examples}
      where ${and(mine(examples), matching(filter), inPage(page), isNew)}
      order by id offset 0
    ) as ${examples}
    order by id
  `;
  return copyOut(tx, query, (bytes, [text = 0, textEnd = 0, row = 0, rowEnd = 0]) => {
    if (textEnd >= text) sink.text(bytes, text, textEnd);
    else if (rowEnd >= row) sink.row(readExportRow(bytes, row, rowEnd));
  });
}

/** The text of an example that is ordinary; null where the format has no place for it. */
function textIn(format: TextFormat): SQL {
  const cases = lineShapes.map(
    (shape) => sql`when ${hasShape(shape)} then ${lineOf(format, lineTemplateOf(format, shape))}`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** The text of a plain conversation; null for formats that have turns in another form than `messages`. */
function conversationIn(format: TextFormat): SQL | null {
  const [withGenre, withoutGenre] = [true, false].map((hasGenre) => conversationTemplateOf(format, hasGenre));
  if (!withGenre || !withoutGenre) return null;
  return sql`case when genre is null then ${lineOf(format, withoutGenre)} else ${lineOf(format, withGenre)} end`;
}

function lineOf(format: TextFormat, template: LineTemplate): SQL {
  const valueOf = format === 'csv' ? csvCellOf : jsonOf;
  const parts = template.map((part) => ('text' in part ? sql`${part.text}::text` : valueOf(part.field)));
  return parts.length === 0 ? sql`null` : sql.join(parts, sql` || `);
}

/**
 * The turns of a conversation as `JSON.stringify` writes them; null unless they have a role and a text and nothing else. What
 * is looked for and replaced has a quotation mark and a colon behind a name, which no text has: there a backslash is between them.
 */
const plainMessages = sql`case when kind = 'chat' and optional_fields = '' then (
  select replace(replace(replace(turns,
    '[{"role": ', '[{"role":'), '"}, {"role": ', '"},{"role":'), ', "content": ', ',"content":')
  from (select (content -> 'messages')::text as turns offset 0) as written
  where position('"context": ' in turns) = 0 and position('"content": [' in turns) = 0
) end`;

const hasShape = ({ kind, hasContext: context, hasGenre }: LineShape): SQL =>
  sql`${examples.kind} = ${kind} and has_context = ${context} and genre is ${hasGenre ? sql`not null` : sql`null`}`;

const { instruction, context, response, rejectedResponse, patternType, genre, qualityScore, source } =
  examples;

const texts: Record<LineField, SQL> = {
  messages: sql`messages`,
  question: sql`${instruction} || ${contextMark} || ${context}`,
  instruction: sql`${instruction}`,
  context: sql`${context}`,
  response: sql`${response}`,
  rejected_response: sql`${rejectedResponse}`,
  pattern_type: sql`${patternType}`,
  genre: sql`${genre}`,
  quality_score: sql`${qualityScore}::text`,
  source: sql`${source}`,
};

const jsonOf = (field: LineField): SQL =>
  field === 'quality_score' || field === 'messages' ? texts[field] : sql`json_scalar(${texts[field]})::text`;

/** A cell as `quotedCsvCell` writes it. Few texts begin like a formula: only those are held against the pattern. */
function csvCellOf(field: LineField): SQL {
  const text = texts[field];
  const isFormula = sql`ascii(${text}) in (9, 13, 39, 43, 45, 61, 64) and ${text} ~ ${formulaStart}`;
  return sql`case when ${text} = '' then '' else
    case when ${isFormula} then ${`"'`} else '"' end || replace(${text}, '"', '""') || '"' end`;
}
