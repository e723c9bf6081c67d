import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { and, gt, lte, sql } from 'drizzle-orm';
import { copyOut } from '../bulk/copy-out.ts';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import type { ExportPage } from './export-page.ts';
import { exportRowColumns } from './export-row.ts';

/**
 * Hands on the rows of a page as JSON in UTF-8, each without a line break, in the order in which they were added, and yields
 * whenever there were some. For whoever passes them on to another process.
 */
export function loadExportRows(
  tx: Transaction,
  filter: ExampleFilter,
  { after, to }: ExportPage,
  row: (bytes: Buffer, from: number, to: number) => void,
): AsyncGenerator<void> {
  const since = after === null ? undefined : gt(examples.id, after);
  const query = sql`
    select to_json(wanted) from (
      select ${exportRowColumns} from ${examples}
      where ${and(mine(examples), matching(filter), since, lte(examples.id, to))}
    ) as wanted
    order by id
  `;
  return copyOut(tx, query, (bytes, [from = 0, end = 0]) => row(bytes, from, end));
}
