import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import type { ExampleKind } from '@understudy/domain/training-center/examples/training-example';
import { and, gt, not, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';
import { exportRowColumns } from './export-row-columns.ts';
import { exportRowsSchema, type ExportRow } from './export-row.ts';
import { isOrdinary } from './plain-examples.ts';

const countsSchema = z.array(z.object({ kind: z.enum(['chat', 'preference']), count: z.int() }));

/** How many of the examples that a filter means are ordinary (`isOrdinary`), by kind: each fits a format as any other does. */
export async function countOrdinaryExamples(
  tx: Transaction,
  filter: ExampleFilter,
): Promise<Record<ExampleKind, number>> {
  const { rows } = await tx.execute(sql`
    select kind, count(*)::integer as count
    from ${examples} where ${and(mine(examples), matching(filter))} and ${isOrdinary} group by kind
  `);
  const counts = new Map(countsSchema.parse(rows).map(({ kind, count }) => [kind, count]));
  return { chat: counts.get('chat') ?? 0, preference: counts.get('preference') ?? 0 };
}

/** Examples of a page: they may be large. */
const pageRows = 100;

/** The next of those that are not ordinary: those after an ID, or the first; an empty list at the end. */
export async function loadUnusualExamples(
  tx: Transaction,
  filter: ExampleFilter,
  after: string | null,
): Promise<ExportRow[]> {
  const since = after === null ? undefined : gt(examples.id, after);
  const { rows } = await tx.execute(sql`
    select ${exportRowColumns} from ${examples}
    where ${and(mine(examples), matching(filter), since, not(isOrdinary))}
    order by id limit ${pageRows}
  `);
  return exportRowsSchema.parse(rows);
}
