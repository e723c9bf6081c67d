import type { RunEvent } from '@understudy/domain/runs/run-event';
import { toFrame } from '../http/event-stream.ts';

/** An event and its frame, made once however many streams send it. */
export type FramedRunEvent = { event: RunEvent; frame: string };

/** Reads events after a sequence number, in order, at most one page of them. */
export type ReadRunEvents = (after: number) => Promise<RunEvent[]>;

/**
 * What all open streams of one run share in this process. Every announcement raises the version and wakes the streams;
 * those that stand at the same event then share one read of the table, so that a thousand streams cost as much as one.
 */
export class RunEventFeed {
  #version = 0;
  readonly #waiting = new Set<() => void>();
  readonly #reads = new Map<string, Promise<FramedRunEvent[]>>();
  readonly #readEvents: ReadRunEvents;

  constructor(readEvents: ReadRunEvents) {
    this.#readEvents = readEvents;
  }

  /** Counts announcements. A read begun at a version sees every event announced up to it. */
  get version(): number {
    return this.#version;
  }

  /** Says that there may be new events. */
  announce(): void {
    this.#version += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Events after a sequence number. Only reads begun since the last announcement are shared. */
  read(after: number): Promise<FramedRunEvent[]> {
    const key = `${this.#version}:${after}`;
    const shared = this.#reads.get(key);
    if (shared !== undefined) return shared;
    const read = this.#readEvents(after)
      .then((events) => events.map(toFramed))
      .finally(() => this.#reads.delete(key));
    this.#reads.set(key, read);
    return read;
  }

  /** Resolves when there has been an announcement after `version`, or when the signal is aborted. */
  changedSince(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== version || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

function toFramed(event: RunEvent): FramedRunEvent {
  return { event, frame: toFrame({ id: event.sequence, event: event.type, data: event }) };
}
