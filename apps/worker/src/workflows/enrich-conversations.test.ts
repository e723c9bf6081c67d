import {
  enrichConversationsWorkflow,
  type EnrichConversationsInput,
  type EnrichConversationsResult,
  type EnrichmentLaneInput,
  type EnrichmentLaneResult,
} from '@understudy/domain/enrichment/enrichment-contract';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { progressQuery, resumeUpdate } from './run-control.ts';

/** The decisions of the workflow, on Temporal's time-skipping server, with scripted activities. */
let server: TimeSkipping;
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  attempt: 1,
} satisfies EnrichConversationsInput;

type Ending = { outcome: 'completed' | 'failed' | 'cancelled'; code?: string };

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  return {
    beginEnrichment: () => Promise.resolve({ total: 40, provider: 'huggingface', concurrency: 16 }),
    enrichRange: ({ from, to, window }: EnrichmentLaneInput) => {
      calls.push(`${from}–${to} by ${window} in ${Context.current().info.taskQueue}`);
      return Promise.resolve({ stopped: 'done' });
    },
    recordPause: ({ paused }: { paused: boolean }) => {
      calls.push(paused ? 'paused' : 'resumed');
      return Promise.resolve();
    },
    recordBudgetPause: () => {
      calls.push('budget');
      return Promise.resolve();
    },
    endEnrichment: ({ outcome, code }: Ending) => {
      calls.push(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome, completed: 40, failed: 0 });
    },
    ...overrides,
  };
}

function running<Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  const run = { workflowType: enrichConversationsWorkflow, input: reference, activities };
  return runScripted(server, run, during);
}

const resultOf = (handle: WorkflowHandle): Promise<EnrichConversationsResult> => handle.result();

/** Lanes that stop for a reason the first time, and are done the second. */
function stoppingOnce(stopped: EnrichmentLaneResult['stopped']) {
  let lanes = 0;
  return () => {
    lanes += 1;
    calls.push(`lane ${lanes}`);
    return Promise.resolve({ stopped: lanes === 1 ? stopped : 'done' });
  };
}

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('enrichConversations', () => {
  it('enriches all of them in the queue of the provider, and ends', async () => {
    expect(await running(scripted(), resultOf)).toEqual({ status: 'completed', completed: 40, failed: 0 });
    expect(calls).toEqual(['0–40 by 16 in huggingface', 'completed']);
  });

  it('ends at once when every conversation is gone', async () => {
    const beginEnrichment = () => Promise.resolve({ total: 0, provider: 'openai', concurrency: 16 });
    await running(scripted({ beginEnrichment }), resultOf);
    expect(calls).toEqual(['completed']);
  });

  it('waits for a larger budget, and goes on with what is left when it is resumed', async () => {
    await running(scripted({ enrichRange: stoppingOnce('budget') }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('budget');
      expect(await handle.query(progressQuery)).toMatchObject({ phase: 'enriching', paused: true });
      await handle.executeUpdate(resumeUpdate);
      expect(await resultOf(handle)).toMatchObject({ status: 'completed' });
    });
    expect(calls).toEqual(['lane 1', 'budget', 'resumed', 'lane 2', 'completed']);
  });

  it('ends as cancelled where a lane finds that the run was ended', async () => {
    const result = await running(scripted({ enrichRange: stoppingOnce('cancelled') }), resultOf);
    expect(result.status).toBe('cancelled');
    expect(calls).toEqual(['lane 1', 'cancelled']);
  });

  it('fails with the code of what went wrong for good', async () => {
    const enrichRange = () =>
      Promise.reject(ApplicationFailure.create({ type: 'provider_key_rejected', nonRetryable: true }));
    await expect(running(scripted({ enrichRange }), resultOf)).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['failed:provider_key_rejected']);
  });
});
