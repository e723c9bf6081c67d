import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { and, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import { exportRowColumns } from './export-row-columns.ts';
import { exportRowsSchema, type ExportRow } from './export-row.ts';
import { isOrdinary } from './plain-examples.ts';

/** No file needs more: there are so many combinations of a dozen fields, but data sets use a few. */
const atMost = 500;

/**
 * The first example with each set of optional fields (`optionalFieldsOf`), of those that a filter means, in order. Hugging
 * Face's `datasets` takes the columns of a JSON file from its beginning, so these begin it.
 */
export async function loadLeadingExamples(tx: Transaction, filter: ExampleFilter): Promise<ExportRow[]> {
  const { kind, genre, optionalFields } = examples;
  const { rows } = await tx.execute(sql`
    select ${exportRowColumns} from ${examples}
    where ${mine(examples)} and id = any(array(
      select (min(id::text))::uuid
      from ${examples} where ${and(mine(examples), matching(filter))}
      group by ${kind}, ${genre} is null, ${optionalFields}, ${isOrdinary}
      order by 1 limit ${atMost}
    ))
    order by id
  `);
  return exportRowsSchema.parse(rows);
}
