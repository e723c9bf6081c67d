import { genreSchema, type Genre } from '@understudy/domain/auto-train/genres';
import { endingEventTypes, type RunEvent } from '@understudy/domain/runs/run-event';
import { z } from 'zod';

/** An example that was kept, as its event tells it: all but the text. */
export type AcceptedExample = {
  /** Of the item in its batch, from 0. */
  index: number;
  genre: Genre;
  /** 0 to 10. */
  quality: number;
};

/** Running totals of a batch, as of one event. */
export type BatchTotals = {
  accepted: number;
  failed: number;
  rejected: number;
  spentUsd: number;
  tokens: number;
  /** Of the whole run, 0–100. */
  percent: number;
  etaSeconds: number | null;
};

/** What the events of a batch have told so far. */
export type BatchNews = {
  /** Of the last event that was taken in; 0 before the first. */
  sequence: number;
  /** Each example once, in the order in which they were kept. */
  examples: readonly AcceptedExample[];
  /** Indexes of `examples`. */
  indexes: ReadonlySet<number>;
  totals: BatchTotals | null;
  /** Whether the last event ended the run. */
  over: boolean;
};

/** What is known before the first event. */
export const noNews: BatchNews = {
  sequence: 0,
  examples: [],
  indexes: new Set(),
  totals: null,
  over: false,
};

const itemsSchema = z.object({
  items: z.array(z.object({ index: z.int().min(0), genre: genreSchema, quality: z.number() })),
  counts: z.object({ accepted: z.int(), failed: z.int(), rejected: z.int() }),
  cost: z.object({ spent_usd: z.number(), tokens: z.int() }),
});

/**
 * Takes in events, each once: those up to the last sequence are known already, and an example is known by its index,
 * so that neither a reconnect nor a retry shows anything twice. The same object comes back when nothing is new.
 *
 * @param events in the order of their sequence, as a stream brings them
 */
export function takeIn(news: BatchNews, events: readonly RunEvent[]): BatchNews {
  const fresh = events.filter(({ sequence }) => sequence > news.sequence);
  const newest = fresh.at(-1);
  if (newest === undefined) return news;
  const examples: AcceptedExample[] = [];
  const indexes = new Set(news.indexes);
  let { totals } = news;
  for (const event of fresh) {
    const parsed = event.type === 'item_completed' ? itemsSchema.safeParse(event.data) : null;
    if (parsed?.success !== true) continue;
    totals = totalsOf(event, parsed.data);
    for (const example of parsed.data.items) {
      if (!indexes.has(example.index)) examples.push(example);
      indexes.add(example.index);
    }
  }
  return {
    sequence: newest.sequence,
    examples: examples.length === 0 ? news.examples : [...news.examples, ...examples],
    indexes: examples.length === 0 ? news.indexes : indexes,
    totals,
    over: endingEventTypes.has(newest.type),
  };
}

function totalsOf({ progress }: RunEvent, { counts, cost }: z.infer<typeof itemsSchema>): BatchTotals {
  return {
    ...counts,
    spentUsd: cost.spent_usd,
    tokens: cost.tokens,
    percent: progress.percent,
    etaSeconds: progress.eta_seconds,
  };
}
