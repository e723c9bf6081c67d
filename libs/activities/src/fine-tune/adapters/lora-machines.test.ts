import { describe, expect, it } from 'vitest';
import { findWaiting, noMachineMessage, waitingEvent } from './lora-machines.ts';

/** Of Temporal's API: PENDING_ACTIVITY_STATE_… */
const [scheduled, started, cancelRequested] = [1, 2, 3];

describe('a training that waits for a machine', () => {
  it('is one that no machine has taken, or none any more', () => {
    expect(findWaiting([])).toBeUndefined();
    expect(findWaiting([{ activityId: '1', state: started, attempt: 1 }])).toBeUndefined();
    expect(findWaiting([{ activityId: '1', state: cancelRequested, attempt: 1 }])).toBeUndefined();
    const waiting = { activityId: '1', state: scheduled, attempt: 2 };
    expect(findWaiting([waiting])).toBe(waiting);
  });

  it('is told of once for each wait: at the start, after a pause, after a machine died, and in a retry', () => {
    const run = '0198a000-0000-7000-8000-000000000001';
    const retried = '0198a000-0000-7000-8000-000000000002';
    const at = new Date(0);
    const waits: [string, string, number][] = [
      [run, '1', 1],
      [run, '1', 2],
      [run, '2', 1],
      [retried, '1', 1],
    ];
    const events = waits.map(([id, activityId, attempt]) => waitingEvent(id, { activityId, attempt }, at));
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    expect(waitingEvent(run, { activityId: '1', attempt: 1 }, new Date(1)).id).toBe(events[0]?.id);
    expect(events[0]).toMatchObject({ level: 'warn', type: 'message', message: noMachineMessage });
  });
});
