import { sql } from 'drizzle-orm';

const columnsOfRow = (text: (column: string) => string): string =>
  `id, ${text('instruction')} as instruction, ${text('context')} as context, ${text('response')} as response,
  ${text('rejected_response')} as "rejectedResponse", content, pattern_type as "patternType", genre,
  quality_score as "qualityScore", source`;

/**
 * The columns of `ExportRow`. Downloads name them in SQL of their own, since drizzle's `select` takes twice as long for
 * 100,000 rows.
 */
export const exportRowColumns = sql.raw(columnsOfRow((column) => column));

const unlessInContent = (column: string): string => `case when content is null then ${column} else '' end`;

/**
 * A row of which `toTrainingExample` makes an example, as JSON (`readExportRow`). Texts that are in `content`, too, are sent once:
 * twice, they would take twice as long to read.
 */
export const exportRowJson = sql.raw(
  `(select to_json(wanted) from (select ${columnsOfRow(unlessInContent)}) as wanted)`,
);
