import { endingEventTypes, type RunEvent } from '@understudy/domain/runs/run-event';

/**
 * Adds events to a list, in the order of their sequence and each once, however often and in whatever order they
 * arrive. The list itself comes back when nothing is new.
 *
 * @param known ordered by sequence, without doubles
 */
export function mergeEvents(known: readonly RunEvent[], incoming: readonly RunEvent[]): readonly RunEvent[] {
  const seen = new Set(known.map((event) => event.sequence));
  const fresh: RunEvent[] = [];
  for (const event of incoming) {
    if (seen.has(event.sequence)) continue;
    seen.add(event.sequence);
    fresh.push(event);
  }
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => a.sequence - b.sequence);
}

/** Highest sequence of a list ordered by sequence; 0 when it is empty. It is where a stream goes on. */
export function lastSequence(events: readonly RunEvent[]): number {
  return events.at(-1)?.sequence ?? 0;
}

/** Whether the newest event says that the run is over. An older end that was retried does not count. */
export function endsRun(events: readonly RunEvent[]): boolean {
  const newest = events.at(-1);
  return newest !== undefined && endingEventTypes.has(newest.type);
}
