import { setTimeout as wait } from 'node:timers/promises';

/** What a lane is handed. `work` handles one item wholly: result, progress and all. */
export type LaneOptions<Item> = {
  items: readonly Item[];
  /** Items that are worked on at the same time. */
  window: number;
  /** Items that are begun at once, all when left out. The others follow when those have had time to ask what they ask. */
  begunAtOnce?: number;
  /** Asked before each item; false ends the lane early, with what is under way finished. */
  mayStartNext: () => Promise<boolean>;
  work: (item: Item, signal: AbortSignal) => Promise<void>;
  /** Cancellation: nothing new is started, and what is under way gets `graceMs` to finish before it is aborted. */
  signal: AbortSignal;
  /** Milliseconds between a cancellation and the abort of what is under way. */
  graceMs?: number;
};

const defaultGraceMs = 1500;
/** Milliseconds after which the others of the window follow those that were begun at once. */
const followMs = 30;

/**
 * Keeps a window of items full until all are done: the inside of a lane activity. Items that are done stay done; a
 * repeated lane is handed what is left. When an item fails, nothing new is started, what is under way is finished
 * (it may be paid for already), and then the first error is thrown.
 */
export async function runLane<Item>(options: LaneOptions<Item>): Promise<void> {
  const { items, mayStartNext, work, signal, graceMs = defaultGraceMs } = options;
  const window = Math.min(options.window, items.length);
  const begunAtOnce = Math.min(options.begunAtOnce ?? window, window);
  const abort = new AbortController();
  const queue = items.values();
  let failure: { error: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const onCancel = () => {
    timer = setTimeout(() => abort.abort(signal.reason), graceMs);
  };
  signal.addEventListener('abort', onCancel, { once: true });
  if (signal.aborted) onCancel();

  const worker = async () => {
    while (failure === undefined && !signal.aborted && (await mayStartNext())) {
      const next = queue.next();
      if (next.done) return;
      await work(next.value, abort.signal);
    }
  };
  const guarded = () =>
    worker().catch((error: unknown) => {
      failure ??= { error };
    });
  try {
    const first = Array.from({ length: begunAtOnce }, guarded);
    if (begunAtOnce < window) await wait(followMs);
    await Promise.all([...first, ...Array.from({ length: window - begunAtOnce }, guarded)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onCancel);
  }
  signal.throwIfAborted();
  if (failure !== undefined) throw failure.error;
}
