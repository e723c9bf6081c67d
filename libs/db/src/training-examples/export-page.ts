import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { and, gt, lte, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { matching } from './example-filter.ts';

/** The examples of a download after one ID, up to another and with it. */
export type ExportPage = { after: string | null; to: string };

/** Bytes of a page: an example may have ten million characters, so pages are cut by what is on them. */
const pageBytes = 1_500_000;

/** What a row costs whose texts are short. */
const rowBytes = 200;

const endsSchema = z.array(z.object({ id: z.string() }));

/** The pages whose last examples some rows name, in their order, behind an example or from the first one on. */
export function pagesEndingAt(rows: unknown, after: string | null = null): ExportPage[] {
  const ends = endsSchema.parse(rows).map(({ id }) => id);
  return ends.map((to, index) => ({ after: ends[index - 1] ?? after, to }));
}

/** The condition that an example is on a page. */
export const inPage = ({ after, to }: ExportPage): SQL | undefined =>
  and(after === null ? undefined : gt(examples.id, after), lte(examples.id, to));

/**
 * Divides the examples that a filter means into pages of about the same size, so that pages can be asked for before the one
 * in front of them has arrived. What is added later is in none of them.
 */
export async function planExport(tx: Transaction, filter: ExampleFilter): Promise<ExportPage[]> {
  const { rows } = await tx.execute(sql`
    select id
    from (
      select id, ${bytesOfRow} as bytes, sum(${bytesOfRow}) over (order by id) as running
      from ${examples} where ${and(mine(examples), matching(filter))}
    ) as measured
    where running / ${pageBytes}::bigint > (running - bytes) / ${pageBytes}::bigint
    union
    (select id from ${examples} where ${and(mine(examples), matching(filter))} order by id desc limit 1)
    order by id
  `);
  return pagesEndingAt(rows);
}

const bytesOfRow =
  sql.raw(`octet_length(instruction) + octet_length(response) + coalesce(octet_length(context), 0)
  + coalesce(octet_length(rejected_response), 0) + coalesce(pg_column_size(content), 0) + ${rowBytes}`);
