/** How often each operation of a job was called, and how close together its polls came. */
export interface JobCalls {
  readonly calls: Readonly<Record<string, number>>;
  /** Milliseconds between the two retrieves of the job that came closest; null before the second. */
  readonly shortest_poll_ms: number | null;
}

/** Counts the calls about each job. */
export interface JobCallCounter {
  count(id: string, operation: string): void;
  of(id: string): JobCalls;
  reset(): void;
}

interface Counted {
  readonly calls: Map<string, number>;
  lastPollAt: number | undefined;
  shortest: number | null;
}

/** @param now milliseconds since the epoch. */
export function createJobCallCounter(now: () => number): JobCallCounter {
  const jobs = new Map<string, Counted>();
  return {
    count(id, operation) {
      const counted = jobs.get(id) ?? { calls: new Map(), lastPollAt: undefined, shortest: null };
      jobs.set(id, counted);
      counted.calls.set(operation, (counted.calls.get(operation) ?? 0) + 1);
      if (operation !== 'retrieve') return;
      const at = now();
      if (counted.lastPollAt !== undefined) {
        counted.shortest = Math.min(counted.shortest ?? Number.POSITIVE_INFINITY, at - counted.lastPollAt);
      }
      counted.lastPollAt = at;
    },
    of(id) {
      const counted = jobs.get(id);
      return {
        calls: Object.fromEntries(counted?.calls ?? []),
        shortest_poll_ms: counted?.shortest ?? null,
      };
    },
    reset: () => jobs.clear(),
  };
}
