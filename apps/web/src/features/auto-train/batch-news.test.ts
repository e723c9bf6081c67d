import type { RunEvent, RunEventType } from '@understudy/domain/runs/run-event';
import { describe, expect, it } from 'vitest';
import { noNews, takeIn } from './batch-news.ts';

function event(sequence: number, type: RunEventType, data: RunEvent['data'] = {}): RunEvent {
  return {
    run_id: '0190f5fe-7c00-7a00-8000-000000000001',
    sequence,
    type,
    level: 'info',
    phase: 'generating',
    message: `event ${sequence}`,
    data,
    status: 'running',
    progress: {
      phase: 'generating',
      completed: sequence,
      total: 20,
      percent: sequence * 2,
      eta_seconds: 9,
      message: '',
    },
    created_at: '2026-11-21T08:00:00.000Z',
  };
}

function kept(sequence: number, ...indexes: number[]): RunEvent {
  return event(sequence, 'item_completed', {
    items: indexes.map((index) => ({ index, genre: 'horror', quality: 8.5 })),
    failed: [],
    rejected: [],
    counts: { accepted: sequence * 10, failed: 1, rejected: 2 },
    cost: { spent_usd: 0.25, tokens: 900 },
  });
}

function indexesOf(events: readonly RunEvent[], news = noNews): number[] {
  return takeIn(news, events).examples.map(({ index }) => index);
}

describe('takeIn', () => {
  it('lists examples in the order in which they were kept, not in that of their indexes', () => {
    expect(indexesOf([kept(1, 7, 3), kept(2, 0)])).toEqual([7, 3, 0]);
  });

  it('takes no event in twice when a reconnect repeats some', () => {
    const before = takeIn(noNews, [kept(1, 7), kept(2, 3)]);
    expect(indexesOf([kept(1, 7), kept(2, 3), kept(3, 4)], before)).toEqual([7, 3, 4]);
  });

  it('shows an example once though two events name it', () => {
    expect(indexesOf([kept(1, 7), kept(2, 7, 8)])).toEqual([7, 8]);
  });

  it('gives the same object back when nothing is new, so that nothing renders again', () => {
    const before = takeIn(noNews, [kept(1, 7)]);
    expect(takeIn(before, [kept(1, 7)])).toBe(before);
  });

  it('keeps the totals of the newest event that has any', () => {
    const news = takeIn(noNews, [kept(1, 7), kept(2, 8), event(3, 'run_paused')]);
    expect(news).toMatchObject({
      sequence: 3,
      totals: { accepted: 20, failed: 1, rejected: 2, spentUsd: 0.25, tokens: 900, percent: 4 },
    });
  });

  it('skips what it cannot read and goes on after it', () => {
    expect(indexesOf([event(1, 'item_completed', { surprise: true }), kept(2, 5)])).toEqual([5]);
  });

  it('is over with an end, and no longer after a retry', () => {
    const ended = takeIn(noNews, [kept(1, 7), event(2, 'run_cancelled')]);
    expect(ended.over).toBe(true);
    expect(takeIn(ended, [event(3, 'run_retried')]).over).toBe(false);
  });
});
