import {
  autoTrainWorkflow,
  type AutoTrainInput,
  type AutoTrainLaneInput,
  type AutoTrainPlan,
  type AutoTrainWorkflowResult,
  type LaneStop,
} from '@understudy/domain/auto-train/auto-train-contract';
import { planLanes } from '@understudy/domain/auto-train/lane-plan';
import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/**
 * The decisions of the workflow, on Temporal's time-skipping server. What the activities really do is tested on the
 * whole stack; here they are scripted, so that each branch can be brought about.
 */
let server: TimeSkipping;
/** What was called beside lanes, with the queue that it was called in. */
let calls: string[];
/** The ranges that lanes were given, with the execution of the workflow that gave them. */
let ranges: (AutoTrainLaneInput & { execution: string; queue: string })[];
/** Lanes at the same time: now, and at most. */
let lanesNow: number;
let lanesAtMost: number;

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  batchId: '0198a000-0000-7000-8000-000000000002',
  attempt: 1,
} satisfies AutoTrainInput;
/** Few enough for one lane. */
const oneLane = { numExamples: 40, concurrency: 1 };
const usualPlan: AutoTrainPlan = {
  numExamples: 2_000,
  concurrency: 100,
  ensembleSize: 1,
  provider: 'openai',
  storeInMemory: false,
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const note = (name: string) => void calls.push(`${name} in ${Context.current().info.taskQueue}`);

type Lane = (input: AutoTrainLaneInput) => Promise<LaneStop>;
type Ending = { outcome: AutoTrainWorkflowResult['status']; code?: string };
type Script = { plan?: Partial<AutoTrainPlan>; lane?: Lane } & Record<string, unknown>;

function scripted({ plan, lane = () => Promise.resolve('done'), ...overrides }: Script) {
  return {
    beginBatch: () => Promise.resolve(note('begin')).then(() => ({ ...usualPlan, ...plan })),
    async generateExamples(input: AutoTrainLaneInput) {
      const { taskQueue: queue, workflowExecution } = Context.current().info;
      ranges.push({ ...input, queue, execution: workflowExecution?.runId ?? '' });
      lanesAtMost = Math.max(lanesAtMost, (lanesNow += 1));
      try {
        return { accepted: input.to - input.from, failed: 0, stopped: await lane(input) };
      } finally {
        lanesNow -= 1;
      }
    },
    storeInMemory: () => Promise.resolve(note('store')).then(() => ({ stored: 40, stopped: 'done' })),
    recordPause: ({ paused }: { paused: boolean }) => Promise.resolve(note(paused ? 'paused' : 'resumed')),
    recordBudgetPause: () => Promise.resolve(note('budget')),
    endBatch({ outcome, code }: Ending) {
      note(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome, accepted: 0, failed: 0 });
    },
    ...overrides,
  };
}

function running<Result>(
  script: Script,
  during: (handle: WorkflowHandle) => Promise<Result>,
  input: Partial<AutoTrainInput> = {},
): Promise<Result> {
  const run = {
    workflowType: autoTrainWorkflow,
    input: { ...reference, ...input },
    activities: scripted(script),
  };
  return runScripted(server, run, during);
}

const resultOf = (handle: WorkflowHandle): Promise<AutoTrainWorkflowResult> => handle.result();

/** Works until it is cancelled, and then needs a moment to write down what it has. */
async function untilCancelled(): Promise<LaneStop> {
  const heartbeat = setInterval(() => Context.current().heartbeat(), 50);
  try {
    return await Context.current().cancelled;
  } finally {
    clearInterval(heartbeat);
    await pause(200);
    note('lane came back');
  }
}

/** Whether these ranges are all items up to `numExamples`, each once. */
function expectEachItemOnce(numExamples: number, given: readonly AutoTrainLaneInput[] = ranges): void {
  const inOrder = given.toSorted((one, other) => one.from - other.from);
  expect(inOrder.map(({ from }) => from)).toEqual([0, ...inOrder.slice(0, -1).map(({ to }) => to)]);
  expect(inOrder.at(-1)?.to).toBe(numExamples);
}

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
  ranges = [];
  lanesNow = lanesAtMost = 0;
});

describe('the lanes of a batch', () => {
  it('are as many as the plan says, with its windows, and share out all items', async () => {
    const lane = () => pause(50).then((): LaneStop => 'done');
    expect(await running({ lane }, resultOf)).toMatchObject({ status: 'completed' });
    const planned = planLanes(2_000, 100);
    expect(lanesAtMost).toBe(planned.lanes);
    expect(new Set(ranges.map(({ window }) => window))).toEqual(new Set([planned.windowPerLane]));
    expectEachItemOnce(2_000);
    expect(calls).toEqual(['begin in storage', 'completed in storage']);
  });

  it('wait in the queue of their provider', async () => {
    await running({ plan: { provider: 'huggingface', numExamples: 40 } }, resultOf);
    expect(new Set(ranges.map(({ queue }) => queue))).toEqual(new Set(['huggingface']));
  });

  it('do not wait for the beginning to be noted where the plan came with the start', async () => {
    const beginBatch = () => pause(600).then(() => note('begin'));
    const lane = () => Promise.resolve(note('lane')).then((): LaneStop => 'done');
    await running({ beginBatch, lane }, resultOf, {
      plan: { ...usualPlan, ...oneLane },
    });
    expect(calls).toEqual(['lane in openai', 'begin in storage', 'completed in storage']);
  });

  it('begin a new execution for each page of a large batch, and none of its items twice', async () => {
    expect(await running({ plan: { numExamples: 25_000 } }, resultOf)).toMatchObject({ status: 'completed' });
    expectEachItemOnce(25_000);
    const pages = Map.groupBy(ranges, ({ execution }) => execution);
    const { pageSize } = planLanes(25_000, 100);
    expect([...pages.values()].map((page) => Math.max(...page.map(({ to }) => to)))).toEqual([
      pageSize,
      2 * pageSize,
      25_000,
    ]);
    expect(calls).toEqual(['begin in storage', 'completed in storage']);
  });

  it('stay paused over the end of a page', async () => {
    const plan = { ...usualPlan, numExamples: 10_040 };
    await running(
      {},
      async (handle) => {
        await pause(400);
        expect(ranges).toEqual([]);
        await handle.executeUpdate(resumeUpdate);
        await resultOf(handle);
      },
      { cursor: { plan, nextIndex: 10_000, paused: true } },
    );
    expect(Math.min(...ranges.map(({ from }) => from))).toBe(10_000);
    expect(Math.max(...ranges.map(({ to }) => to))).toBe(10_040);
    expect(calls).toEqual(['resumed in storage', 'completed in storage']);
  });
});

describe('a batch that is steered', () => {
  it('gives out no range while it is paused, and those that came back early again when it goes on', async () => {
    let paused = false;
    const lane = async (): Promise<LaneStop> => {
      while (ranges.length <= 2 && !paused) await pause(20);
      return ranges.length <= 2 ? 'paused' : 'done';
    };
    await running({ lane }, async (handle) => {
      await expect.poll(() => ranges.length, { timeout: 10_000 }).toBe(2);
      await handle.executeUpdate(pauseUpdate);
      paused = true;
      await pause(400);
      expect(ranges).toHaveLength(2);
      expect(await handle.query(progressQuery)).toMatchObject({
        phase: 'generating',
        completed: 0,
        paused: true,
      });
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expectEachItemOnce(2_000, ranges.slice(2));
    expect(calls.slice(1)).toEqual(['paused in storage', 'resumed in storage', 'completed in storage']);
  });

  it('waits when a lane reaches its cap, and goes on only when its being resumed is written down', async () => {
    const lane = (): Promise<LaneStop> => {
      note('lane');
      return Promise.resolve(calls.includes('resumed in storage') ? 'done' : 'budget');
    };
    const recordPause = () => pause(300).then(() => note('resumed'));
    await running({ lane, recordPause, plan: oneLane }, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('budget in storage');
      await pause(300);
      expect(ranges).toHaveLength(1);
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expect(calls).toEqual(
      ['begin', 'lane', 'budget', 'resumed', 'lane', 'completed'].map(
        (name) => `${name} in ${name === 'lane' ? 'openai' : 'storage'}`,
      ),
    );
  });

  it('goes on at once where the cap was raised before the pause was known to be written down', async () => {
    const lane = (): Promise<LaneStop> => Promise.resolve(ranges.length === 1 ? 'budget' : 'done');
    const recordBudgetPause = () => Promise.resolve(note('budget')).then(() => pause(500));
    await running({ lane, recordBudgetPause, plan: oneLane }, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('budget in storage');
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expect(calls.slice(1)).toEqual(['budget in storage', 'resumed in storage', 'completed in storage']);
  });

  it('ends as cancelled when all lanes have come back', async () => {
    const cancelled = running({ lane: untilCancelled }, async (handle) => {
      await expect.poll(() => lanesNow, { timeout: 10_000 }).toBe(2);
      await handle.cancel();
      return resultOf(handle);
    });
    await expect(cancelled).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
    expect(calls.slice(1)).toEqual([
      'lane came back in openai',
      'lane came back in openai',
      'cancelled in storage',
    ]);
  });

  it('ends as cancelled, too, when what was under way failed after that', async () => {
    const lane = () =>
      untilCancelled().catch(() => {
        // This server would try again what Temporal does not after a cancellation.
        throw ApplicationFailure.nonRetryable('The provider is not answering', 'provider_unavailable');
      });
    const cancelled = running({ lane, plan: oneLane }, async (handle) => {
      await expect.poll(() => lanesNow, { timeout: 10_000 }).toBe(1);
      await handle.cancel();
      return resultOf(handle);
    });
    await expect(cancelled).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
    expect(calls.at(-1)).toBe('cancelled in storage');
  });

  it('ends as cancelled when a lane finds that the run was ended before its workflow began', async () => {
    const ended = await running({ lane: () => Promise.resolve('cancelled'), plan: oneLane }, resultOf);
    expect(ended).toMatchObject({ status: 'cancelled' });
    expect(calls.at(-1)).toBe('cancelled in storage');
  });
});

describe('the end of a batch', () => {
  it('is a failure with the code of the lane that failed for good, when the others have come back', async () => {
    const rejected = ApplicationFailure.nonRetryable(
      'The provider rejected the API key',
      'provider_key_rejected',
    );
    const lane = ({ from }: AutoTrainLaneInput) => (from === 0 ? Promise.reject(rejected) : untilCancelled());
    await expect(running({ lane }, resultOf)).rejects.toThrow('Workflow execution failed');
    expect(calls.slice(1)).toEqual(['lane came back in openai', 'failed:provider_key_rejected in storage']);
  });

  it.each([true, false])(
    'comes after storing in memory where that was asked for: %s',
    async (storeInMemory) => {
      await running({ plan: { storeInMemory, numExamples: 40 } }, resultOf);
      const stored = storeInMemory ? ['store in openai'] : [];
      expect(calls).toEqual(['begin in storage', ...stored, 'completed in storage']);
    },
  );

  it('waits where the budget does not suffice for storing in memory, and stores the rest when it does', async () => {
    const storeInMemory = () => {
      note('store');
      const isRaised = calls.includes('resumed in storage');
      return Promise.resolve({ stored: isRaised ? 40 : 20, stopped: isRaised ? 'done' : 'budget' });
    };
    const plan = { storeInMemory: true, numExamples: 40 };
    const ended = await running({ plan, storeInMemory }, async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('budget in storage');
      await handle.executeUpdate(resumeUpdate);
      return resultOf(handle);
    });
    expect(ended).toMatchObject({ status: 'completed' });
    const steps = ['store in openai', 'budget in storage', 'resumed in storage', 'store in openai'];
    expect(calls).toEqual(['begin in storage', ...steps, 'completed in storage']);
  });

  it('comes without storing on where a lane finds that the run was ended', async () => {
    const storeInMemory = () => Promise.resolve({ stored: 20, stopped: 'cancelled' });
    const plan = { storeInMemory: true, numExamples: 40 };
    expect(await running({ plan, storeInMemory }, resultOf)).toMatchObject({ status: 'cancelled' });
  });
});
