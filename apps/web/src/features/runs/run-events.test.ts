import type { RunEvent, RunEventType } from '@understudy/domain/runs/run-event';
import { describe, expect, it } from 'vitest';
import { endsRun, lastSequence, mergeEvents } from './run-events.ts';

function event(sequence: number, type: RunEventType = 'note'): RunEvent {
  return {
    run_id: '0190f5fe-7c00-7a00-8000-000000000001',
    sequence,
    type,
    level: 'info',
    phase: 'text_extraction',
    message: `event ${sequence}`,
    data: {},
    status: 'running',
    progress: {
      phase: 'text_extraction',
      completed: 0,
      total: 1,
      percent: 5,
      eta_seconds: null,
      message: '',
    },
    created_at: '2026-11-21T08:00:00.000Z',
  };
}

function sequences(events: readonly RunEvent[]): number[] {
  return events.map(({ sequence }) => sequence);
}

describe('mergeEvents', () => {
  it('appends what is new', () => {
    expect(sequences(mergeEvents([event(1), event(2)], [event(3)]))).toEqual([1, 2, 3]);
  });

  it('keeps every event once when a reconnect repeats some', () => {
    expect(sequences(mergeEvents([event(1), event(2)], [event(2), event(3), event(3)]))).toEqual([1, 2, 3]);
  });

  it('puts late events where they belong', () => {
    expect(sequences(mergeEvents([event(1), event(4)], [event(3), event(2)]))).toEqual([1, 2, 3, 4]);
  });

  it('gives the same list back when nothing is new, so that nothing renders again', () => {
    const known = [event(1)];
    expect(mergeEvents(known, [event(1)])).toBe(known);
  });
});

describe('lastSequence', () => {
  it('is where a stream goes on, and 0 at the beginning', () => {
    expect(lastSequence([event(1), event(7)])).toBe(7);
    expect(lastSequence([])).toBe(0);
  });
});

describe('endsRun', () => {
  it('is true when the newest event is an end', () => {
    expect(endsRun([event(1, 'run_started'), event(2, 'run_failed')])).toBe(true);
  });

  it('does not take an end that was retried for the end', () => {
    expect(endsRun([event(1, 'run_failed'), event(2, 'run_retried')])).toBe(false);
    expect(endsRun([])).toBe(false);
  });
});
