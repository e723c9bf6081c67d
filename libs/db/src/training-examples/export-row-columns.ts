import { sql } from 'drizzle-orm';

/**
 * The columns of `ExportRow`. Downloads name them in SQL of their own, since drizzle's `select` takes twice as long for
 * 100,000 rows.
 */
export const exportRowColumns = sql.raw(`id, instruction, context, response,
  rejected_response as "rejectedResponse", content, pattern_type as "patternType", genre,
  quality_score as "qualityScore", source`);

const unlessInContent = (column: string): string => `case when content is null then ${column} end`;

/**
 * A row of which `toTrainingExample` makes an example, as JSON. Texts that are in `content`, too, are sent once: twice, they would
 * take twice as long to read.
 */
export const exportRowJson = sql.raw(`(select to_json(wanted) from (select id,
  coalesce(${unlessInContent('instruction')}, '') as instruction, ${unlessInContent('context')} as context,
  coalesce(${unlessInContent('response')}, '') as response,
  ${unlessInContent('rejected_response')} as "rejectedResponse", content, pattern_type as "patternType", genre,
  quality_score as "qualityScore", source) as wanted)`);
