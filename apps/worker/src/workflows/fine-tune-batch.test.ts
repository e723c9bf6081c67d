import {
  fineTuneBatchWorkflow,
  type FineTuneBatchInput,
  type FineTuneBatchLook,
  type FineTuneBatchResult,
} from '@understudy/domain/fine-tune-batches/fine-tune-batch-workflow';
import {
  scheduledFineTuneWorkflow,
  type ScheduledFineTuneResult,
} from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { watchShutdownsWorkflow } from '@understudy/domain/model-shutdowns/shutdown-watch';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, untilIdle, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/** The decisions of the workflows, on Temporal's time-skipping server, with scripted activities. */
let server: TimeSkipping;
let calls: string[];

const reference: FineTuneBatchInput = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  attempt: 1,
};

type Ending = { outcome: 'completed' | 'failed' | 'cancelled'; code?: string };
const look = (waiting: number, started: number): FineTuneBatchLook => ({
  waiting,
  started,
  ended: 3 - waiting - started,
});

/** Activities that note how they were called; a look at the batch gives the next of these. */
function scripted(looks: FineTuneBatchLook[], overrides: object = {}) {
  return {
    chooseBatchAvatars: () => {
      calls.push('choose');
      return Promise.resolve({ total: 3 });
    },
    advanceFineTuneBatch: ({ startMore }: { startMore: boolean }) => {
      calls.push(startMore ? 'look' : 'look only');
      return Promise.resolve(looks.length > 1 ? looks.shift() : looks[0]);
    },
    cancelBatchJobs: () => {
      calls.push('cancel jobs');
      looks.splice(0, looks.length, look(0, 1), look(0, 0));
      return Promise.resolve();
    },
    recordPause: ({ paused }: { paused: boolean }) => {
      calls.push(paused ? 'paused' : 'resumed');
      return Promise.resolve();
    },
    endFineTuneBatch: ({ outcome, code }: Ending) => {
      calls.push(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome });
    },
    ...overrides,
  };
}

function running<Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  return runScripted(server, { workflowType: fineTuneBatchWorkflow, input: reference, activities }, during);
}

const resultOf = (handle: WorkflowHandle): Promise<FineTuneBatchResult> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('fineTuneBatch', () => {
  it('looks until every avatar is through', async () => {
    const looks = [look(2, 1), look(1, 1), look(0, 1), look(0, 0)];
    expect(await running(scripted(looks), resultOf)).toEqual({ status: 'completed' });
    expect(calls).toEqual(['choose', 'look', 'look', 'look', 'look', 'completed']);
  });

  it('watches for days, ever more rarely', async () => {
    let time = 0;
    const advanceFineTuneBatch = async () => {
      time = await server.environment.currentTimeMs();
      calls.push('look');
      return look(0, time < begin + 3_600_000 ? 1 : 0);
    };
    const begin = await server.environment.currentTimeMs();
    await running(scripted([], { advanceFineTuneBatch }), resultOf);
    // An hour at 30 s each, and some quicker ones at first.
    const looked = calls.filter((call) => call === 'look').length;
    expect(looked).toBeGreaterThan(115);
    expect(looked).toBeLessThan(135);
  });

  it('starts nothing while it is paused, and goes on', async () => {
    const looks = [look(2, 1)];
    await running(scripted(looks), async (handle) => {
      await expect.poll(() => calls, { timeout: 20_000 }).toContain('look');
      expect(await handle.executeUpdate(pauseUpdate)).toEqual({ paused: true });
      await expect.poll(() => calls, { timeout: 20_000 }).toContain('look only');
      expect(await handle.query(progressQuery)).toMatchObject({ phase: 'jobs', total: 3, paused: true });
      await handle.executeUpdate(resumeUpdate);
      looks.splice(0, looks.length, look(0, 0));
      await resultOf(handle);
    });
    expect(calls.at(-1)).toBe('completed');
    expect(calls.slice(calls.indexOf('resumed'))).not.toContain('look only');
  });

  it('cancels its jobs and waits for them when it is cancelled', async () => {
    await running(scripted([look(2, 1)]), async (handle) => {
      await expect.poll(() => calls, { timeout: 20_000 }).toContain('look');
      await untilIdle(handle);
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    });
    expect(calls.slice(calls.indexOf('cancel jobs'))).toEqual([
      'cancel jobs',
      'look only',
      'look only',
      'cancelled',
    ]);
  });

  it('fails with the reason of what failed', async () => {
    const chooseBatchAvatars = () => {
      throw ApplicationFailure.nonRetryable('gone', 'not_found');
    };
    await running(scripted([], { chooseBatchAvatars }), (handle) =>
      expect(handle.result()).rejects.toThrow(WorkflowFailedError),
    );
    expect(calls).toEqual(['failed:not_found']);
  });
});

describe('scheduledFineTune', () => {
  const input = { userId: 'ann', avatarId: reference.runId, scheduleId: reference.runId };
  const running = (collected: object | null, outcome: ScheduledFineTuneResult['outcome'] = 'started') => {
    const activities = {
      collectChatExamples: () => Promise.resolve(collected),
      startScheduledJob: ({ key }: { key: string }) => {
        calls.push(key);
        return Promise.resolve({ outcome });
      },
      forgetSchedule: () => Promise.resolve(void calls.push('forget')),
    };
    return runScripted(
      server,
      { workflowType: scheduledFineTuneWorkflow, input, activities },
      async (handle) => {
        const result: unknown = await handle.result();
        const { runId } = await handle.describe();
        return { result, runId };
      },
    );
  };

  it('collects, then starts a job under the key of its execution', async () => {
    const { result, runId } = await running({ kept: 3, nearDuplicates: 1 });
    expect(result).toEqual({ outcome: 'started' });
    expect(calls).toEqual([runId]);
  });

  it('has a schedule that was deleted forgotten', async () => {
    expect((await running(null)).result).toEqual({ outcome: 'gone' });
    expect(calls).toEqual(['forget']);
  });
});

describe('watchShutdowns', () => {
  it('looks once', async () => {
    const activities = { watchShutdowns: () => Promise.resolve({ looked: 2, warned: 1 }) };
    const run = { workflowType: watchShutdownsWorkflow, input: {}, activities };
    const result = await runScripted(server, run, (handle): Promise<unknown> => handle.result());
    expect(result).toEqual({ looked: 2, warned: 1 });
  });
});
