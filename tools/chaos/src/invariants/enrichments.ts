import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Invariant } from './invariant.ts';

interface ItemRow {
  readonly run_id: string;
  readonly conversation_id: string;
  readonly status: string;
  readonly path: string | null;
}

/** Conversations that were to be enriched: each once, with the file that the row names. */
export const enrichmentsAreComplete: Invariant = {
  name: 'enrichments_complete',
  title: 'an enriched conversation has a file that can be parsed, and each is told of once',
  check: async ({ owner, storageFolder, accepted }) => {
    const items = await owner<ItemRow[]>`
      select item.run_id, conversation_id, item.status, enriched_file_path as path
      from enrichment_items as item join conversations on conversations.id = conversation_id`;
    const violations: string[] = [];
    for (const { run_id: run, conversation_id: id, status, path } of items) {
      const subject = `conversation ${id} of ${run}`;
      if (status !== 'completed' || path === null) violations.push(`${subject} is ${status}`);
      else {
        const parsed = await readFile(join(storageFolder, path), 'utf8').then(JSON.parse).catch(String);
        if (typeof parsed === 'string') violations.push(`${subject}: ${parsed}`);
      }
    }
    const told = await owner<{ run_id: string; told: number; items: number }[]>`
      select run_id, count(*)::int as items, (select count(*)::int from run_events
        where run_id = item.run_id and type in ('item_completed', 'item_failed')) as told
      from enrichment_items as item group by run_id`;
    const itemsOf = new Map(told.map(({ run_id: run, items: count }) => [run, count]));
    return {
      checked: items.length,
      violations: [
        ...violations,
        ...told
          .filter((run) => run.told !== run.items)
          .map((run) => `enrichment ${run.run_id} has told of ${String(run.told)} of ${String(run.items)}`),
        ...accepted
          .filter(
            ({ kind, runId, expected }) =>
              kind === 'conversation_enrichment' && itemsOf.get(runId) !== expected['conversations'],
          )
          .map(({ runId }) => `enrichment ${runId} has not as many conversations as were asked for`),
      ],
    };
  },
};
