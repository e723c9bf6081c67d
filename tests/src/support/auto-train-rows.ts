import { setTimeout as wait } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { z } from 'zod';

/**
 * What the database holds of batches, asked by its owner in SQL of the tests' own: no query, count or total of the
 * product takes part in it.
 */

const booksSchema = z.object({
  requested: z.int(),
  accepted: z.int(),
  failed: z.int(),
  /** Different indices among the items; as many as there are items unless one is there twice. */
  indices: z.int(),
  indices_out_of_range: z.int(),
  examples: z.int(),
  example_indices: z.int(),
  /** Different texts among the examples. */
  texts: z.int(),
  accepted_without_example: z.int(),
  examples_without_item: z.int(),
  answers: z.int(),
  /** Answers that are recorded, and not entered in the ledger. */
  answers_not_settled: z.int(),
  reservations_left: z.int(),
  reserved_by_run: z.number(),
  reserved_by_user: z.number(),
  spent_usd: z.number(),
  /** What the accounts say beyond the sum of the ledger. */
  run_beyond_ledger_usd: z.number(),
  user_beyond_ledger_usd: z.number(),
});

/** What is in the books about a batch. */
export type Books = z.infer<typeof booksSchema>;

/** Reads the books of a batch whose user pays for nothing else. */
export async function readBooks(owner: Sql, batchId: string): Promise<Books> {
  const [row] = await owner`
    with batch as (select * from auto_train_batches where id = ${batchId}),
    items as (select * from auto_train_items where batch_id = ${batchId}),
    examples as (select * from avatar_training_examples where batch_id = ${batchId}),
    answers as (select * from provider_calls where run_id = (select run_id from batch)),
    run_ledger as (select * from budget_ledger where run_id = (select run_id from batch)),
    user_ledger as (select * from budget_ledger where user_id = (select user_id from batch)),
    run_account as (select * from budget_runs where run_id = (select run_id from batch)),
    months as (select * from budget_months where user_id = (select user_id from batch))
    select
      (select num_examples from batch) as requested,
      (select count(*)::int from items where status = 'accepted') as accepted,
      (select count(*)::int from items where status = 'failed') as failed,
      (select count(distinct item_index)::int from items) as indices,
      (select count(*)::int from items, batch where item_index not between 0 and num_examples - 1)
        as indices_out_of_range,
      (select count(*)::int from examples) as examples,
      (select count(distinct item_index)::int from examples) as example_indices,
      (select count(distinct response)::int from examples) as texts,
      (select count(*)::int from items where status = 'accepted'
        and not exists (select from examples where examples.item_index = items.item_index)) as accepted_without_example,
      (select count(*)::int from examples where not exists (
        select from items where items.item_index = examples.item_index and status = 'accepted')) as examples_without_item,
      (select count(*)::int from answers) as answers,
      (select count(*)::int from answers where not exists (select from run_ledger
        where run_ledger.call_key = answers.call_key and state = 'settled')) as answers_not_settled,
      (select count(*)::int from run_ledger where state = 'reserved') as reservations_left,
      (select (reserved_usd + reserved_tokens)::float8 from run_account) as reserved_by_run,
      (select coalesce(sum(reserved_usd + reserved_tokens), 0)::float8 from months) as reserved_by_user,
      (select spent_usd::float8 from run_account) as spent_usd,
      ((select spent_usd from run_account) - (select coalesce(sum(settled_usd), 0) from run_ledger))::float8
        as run_beyond_ledger_usd,
      ((select coalesce(sum(spent_usd), 0) from months) - (select coalesce(sum(settled_usd), 0) from user_ledger))::float8
        as user_beyond_ledger_usd
  `;
  return booksSchema.parse(row);
}

/** What the books of a batch say when each item was accepted once, and every call of it was paid for and settled. */
export function allAccepted(numExamples: number): Partial<Books> {
  return {
    requested: numExamples,
    accepted: numExamples,
    failed: 0,
    indices: numExamples,
    examples: numExamples,
    example_indices: numExamples,
    texts: numExamples,
    ...balanced,
  };
}

/** What the books of every batch say that has ended, however it ended. */
export const balanced: Partial<Books> = {
  indices_out_of_range: 0,
  accepted_without_example: 0,
  examples_without_item: 0,
  answers_not_settled: 0,
  reservations_left: 0,
  reserved_by_run: 0,
  reserved_by_user: 0,
  run_beyond_ledger_usd: 0,
  user_beyond_ledger_usd: 0,
};

/** Accepted items of a batch at this moment. */
export async function countAccepted(owner: Sql, batchId: string): Promise<number> {
  const [row] = await owner`
    select count(*)::int as accepted from auto_train_items where batch_id = ${batchId} and status = 'accepted'
  `;
  return z.object({ accepted: z.int() }).parse(row).accepted;
}

/** Waits until a batch has so many accepted items; a database that is away is asked again. */
export async function untilAccepted(
  owner: Sql,
  batchId: string,
  accepted: number,
  withinMs = 120_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let found = 0; found < accepted;) {
    if (performance.now() > deadline)
      throw new Error(`Only ${found} of ${accepted} items were accepted within ${withinMs} ms`);
    await wait(15);
    found = await countAccepted(owner, batchId).catch(() => found);
  }
}
