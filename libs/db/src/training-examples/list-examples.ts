import type {
  ExampleSort,
  ListExamplesQuery,
  ListExamplesResponse,
} from '@understudy/domain/training-center/contracts/list-examples';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, asc, desc, sql, type SQL } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';
import { isUnfiltered, matching } from './example-filter.ts';
import { loadExampleItems, type PlacedId } from './example-item.ts';
import { rankExamples } from './rank-examples.ts';

const columns: Record<ExampleSort, PgColumn> = {
  index: examples.id,
  created_at: examples.createdAt,
  quality_score: examples.qualityScore,
  response_length: examples.responseLength,
  instruction: examples.instruction,
};

/** Bytes of texts on a page, after which it ends early: a text may have ten million characters. */
const pageBytes = 8_000_000;

/** Sorting 100,000 places in memory takes half the time that it takes through temporary files. */
const sortMemory = '32MB';

/**
 * A page of the user's examples that a query means, from a cursor (the ID of the last one seen) or from any place in the
 * list by `offset`. The IDs are found first, in a narrow index, then their texts are read.
 *
 * @throws UnderstudyError `malformed_request` for a cursor that none of our pages gave out
 */
export async function listExamples(tx: Transaction, query: ListExamplesQuery): Promise<ListExamplesResponse> {
  const total = await tx.$count(examples, and(mine(examples), matching(query)));
  const found = await findIds(tx, query, total);
  const ids = fitting(found, query.limit);
  const placed = await place(tx, query, total, ids);
  const last = ids.at(-1);
  return {
    examples: await loadExampleItems(tx, placed),
    total,
    next_cursor: last === undefined || ids.length === found.length ? null : last,
  };
}

type FoundId = { id: string; bytes: number };

/** The IDs of a page in their order and one more, with the bytes of their texts. */
async function findIds(tx: Transaction, query: ListExamplesQuery, total: number): Promise<FoundId[]> {
  const { cursor, offset = 0, limit } = query;
  const wanted = Math.min(limit + 1, Math.max(0, total - offset));
  if (wanted === 0) return [];
  // What is nearer to the end is sooner found from there.
  const fromEnd = cursor === undefined && offset > total / 2;
  const order = (query.order === 'desc') === fromEnd ? asc : desc;
  if (query.sort !== 'index') await tx.execute(sql`set local work_mem = ${sql.raw(`'${sortMemory}'`)}`);
  const sorted = query.sort === 'index' ? [] : [order(columns[query.sort])];
  const ids = tx
    .select({ id: examples.id })
    .from(examples)
    .where(and(mine(examples), matching(query), afterCursor(query)))
    .orderBy(...sorted, order(examples.id))
    .limit(wanted)
    .offset(fromEnd ? total - offset - wanted : offset);
  const found = await ids;
  const bytes = await measureBytes(
    tx,
    found.map(({ id }) => id),
  );
  const sized = found.map(({ id }) => ({ id, bytes: bytes.get(id) ?? 0 }));
  return fromEnd ? sized.reverse() : sized;
}

/** As many as are wanted and not too large together, but at least one. */
function fitting(found: readonly FoundId[], limit: number): string[] {
  let bytes = 0;
  return found
    .slice(0, limit)
    .filter((one, position) => {
      bytes += one.bytes;
      return position === 0 || bytes <= pageBytes;
    })
    .map(({ id }) => id);
}

/** Without reading the texts: PostgreSQL knows the length of what it stores elsewhere. */
async function measureBytes(tx: Transaction, ids: readonly string[]): Promise<Map<string, number>> {
  const { instruction, context, response, rejectedResponse } = examples;
  const rows = await tx
    .select({
      id: examples.id,
      bytes: sql<number>`octet_length(${instruction}) + octet_length(${response})
        + coalesce(octet_length(${context}), 0) + coalesce(octet_length(${rejectedResponse}), 0)`,
    })
    .from(examples)
    .where(and(mine(examples), sql`${examples.id} = any(${`{${ids.join(',')}}`}::uuid[])`));
  return new Map(rows.map(({ id, bytes }) => [id, bytes]));
}

/** Rows behind the last one seen, by what it is sorted by now; it may have been removed meanwhile. */
function afterCursor({ cursor, sort, order }: ListExamplesQuery): SQL | undefined {
  if (cursor === undefined) return undefined;
  const id = z.uuid().safeParse(cursor);
  if (!id.success) {
    throw new UnderstudyError(
      'malformed_request',
      'The cursor is not one that a page of this list gave out.',
    );
  }
  const comparison = sql.raw(order === 'asc' ? '>' : '<');
  if (sort === 'index') return sql`${examples.id} ${comparison} ${id.data}`;
  const seen = alias(examples, 'seen');
  const sortOfSeen = sql`${seen}.${sql.identifier(columns[sort].name)}`;
  return sql`(${columns[sort]}, ${examples.id}) ${comparison} (
    select ${sortOfSeen}, ${seen.id} from ${examples} seen where ${mine(seen)} and ${seen.id} = ${id.data}
  )`;
}

/** The place of each in the whole list, in its default order. */
async function place(
  tx: Transaction,
  query: ListExamplesQuery,
  total: number,
  ids: readonly string[],
): Promise<PlacedId[]> {
  const scope = { avatarId: query.avatar_id ?? null };
  const [first] = ids;
  if (first === undefined) return [];
  const isDefault = query.sort === 'index' && isUnfiltered(query);
  if (!isDefault) {
    const ranks = await rankExamples(tx, scope, ids);
    return ids.map((id) => ({ id, index: ranks.get(id) ?? 0 }));
  }
  const ranked = query.cursor === undefined ? null : (await rankExamples(tx, scope, [first])).get(first);
  const start = ranked ?? (query.order === 'asc' ? (query.offset ?? 0) : total - 1 - (query.offset ?? 0));
  return ids.map((id, position) => ({
    id,
    index: query.order === 'asc' ? start + position : start - position,
  }));
}
