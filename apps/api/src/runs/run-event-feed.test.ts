import type { RunEvent } from '@understudy/domain/runs/run-event';
import { describe, expect, test } from 'vitest';
import { RunEventFeed } from './run-event-feed.ts';

const event = (sequence: number): RunEvent => ({
  run_id: '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11',
  sequence,
  type: 'note',
  level: 'info',
  phase: 'upload_check',
  message: `event ${sequence}`,
  data: {},
  status: 'running',
  progress: { phase: 'upload_check', completed: 0, total: 0, percent: 0, eta_seconds: null, message: '' },
  created_at: '2026-01-31T12:00:00Z',
});

describe('a feed', () => {
  test('reads the table once for a thousand streams that stand at the same event', async () => {
    let reads = 0;
    const feed = new RunEventFeed((after) => {
      reads += 1;
      return Promise.resolve([event(after + 1)]);
    });
    const answers = await Promise.all(Array.from({ length: 1000 }, () => feed.read(7)));
    expect(reads).toBe(1);
    for (const [framed] of answers) expect(framed?.frame).toMatch(/^id: 8\nevent: note\ndata: \{.*\}\n\n$/);
  });

  test('does not share a read that was begun before the last announcement', async () => {
    const table = [event(1)];
    const slow = Promise.withResolvers<void>();
    let reads = 0;
    const feed = new RunEventFeed(async () => {
      const snapshot = [...table];
      reads += 1;
      if (reads === 1) await slow.promise;
      return snapshot;
    });
    const early = feed.read(0);
    table.push(event(2));
    feed.announce();
    expect(await feed.read(0)).toHaveLength(2);
    slow.resolve();
    expect(await early).toHaveLength(1);
  });

  test('wakes whoever waits, and nobody misses an announcement that came before the wait', async () => {
    const feed = new RunEventFeed(() => Promise.resolve([]));
    const { version } = feed;
    const { signal } = new AbortController();
    const waiting = feed.changedSince(version, signal);
    feed.announce();
    await waiting;
    await feed.changedSince(version, signal);
    expect(feed.version).toBe(version + 1);
  });

  test('lets go of whoever leaves while waiting', async () => {
    const feed = new RunEventFeed(() => Promise.resolve([]));
    const leaving = new AbortController();
    const waiting = feed.changedSince(feed.version, leaving.signal);
    leaving.abort();
    await waiting;
  });

  test('reads anew after a read that failed', async () => {
    let reads = 0;
    const feed = new RunEventFeed(() => {
      reads += 1;
      return reads === 1 ? Promise.reject(new Error('away')) : Promise.resolve([event(1)]);
    });
    await expect(feed.read(0)).rejects.toThrow('away');
    expect(await feed.read(0)).toHaveLength(1);
  });
});
