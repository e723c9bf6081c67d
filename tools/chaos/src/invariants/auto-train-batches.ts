import type { Invariant } from './invariant.ts';
import { verdictOf, type CheckedRow } from './violating-rows.ts';

/** Examples of batches: as many as were asked for, or a reason for each that is missing. */
export const batchesAreExact: Invariant = {
  name: 'batches_exact',
  title: 'a batch has the examples that were asked for, each once, or a reason for each that is missing',
  check: async ({ owner, accepted }) => {
    const rows = await owner<(CheckedRow & { run_id: string; asked: number })[]>`
      with found as (
        select batch.run_id, batch.num_examples as asked, run.status,
          (select count(*)::int from auto_train_items where batch_id = batch.id and status = 'accepted') as accepted,
          (select count(*)::int from auto_train_items where batch_id = batch.id and status = 'failed'
            and reason is not null) as explained,
          (select count(*)::int from auto_train_items where batch_id = batch.id
            and item_index not between 0 and batch.num_examples - 1) as out_of_range,
          (select count(*)::int from avatar_training_examples where batch_id = batch.id) as examples,
          (select count(distinct response)::int from avatar_training_examples where batch_id = batch.id) as texts,
          (select count(*)::int from avatar_training_examples as example where batch_id = batch.id
            and not exists (select from auto_train_items as item where item.batch_id = batch.id
              and item.item_index = example.item_index and item.status = 'accepted')) as without_item,
          batch.accepted_count, batch.failed_count,
          (select count(distinct item ->> 'index')::int from run_events, jsonb_array_elements(data -> 'items') as item
            where run_id = batch.run_id and type = 'item_completed') as announced,
          (select count(*)::int from run_events, jsonb_array_elements(data -> 'items') as item
            where run_id = batch.run_id and type = 'item_completed') as announcements,
          (batch.store_in_memory and exists (select from avatar_training_examples as example
            where batch_id = batch.id and not exists (select from knowledge_chunks
              where example_id = example.id and embedding is not null))) as forgotten
        from auto_train_batches as batch join runs as run on run.id = batch.run_id
        where run.status in ('completed', 'completed_with_errors')
      )
      select run_id, asked, 'batch ' || run_id as subject, case
        when accepted + explained <> asked or (status = 'completed') <> (explained = 0) or out_of_range > 0
          or examples <> accepted or texts <> examples or without_item > 0 or accepted_count <> accepted
          or failed_count <> explained or announced <> accepted or announcements <> accepted or forgotten
        then format('%s: %s asked for, %s accepted, %s failed with a reason, %s out of range, %s examples of %s texts,
          %s without item, counted %s and %s, %s announced %s times, forgotten %s', status, asked, accepted, explained,
          out_of_range, examples, texts, without_item, accepted_count, failed_count, announced, announcements, forgotten)
      end as fault from found`;
    const askedOf = new Map(rows.map(({ run_id: id, asked }) => [id, asked]));
    const changed = accepted.filter(
      ({ kind, runId, expected }) =>
        kind === 'auto_train_batch' && askedOf.has(runId) && askedOf.get(runId) !== expected['examples'],
    );
    const { checked, violations } = verdictOf(rows);
    return {
      checked,
      violations: [
        ...violations,
        ...changed.map(({ runId }) => `batch ${runId}: is not of the size asked for`),
      ],
    };
  },
};
