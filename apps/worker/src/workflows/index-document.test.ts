import {
  indexDocumentWorkflow,
  type IndexDocumentInput,
  type IndexDocumentResult,
} from '@understudy/domain/knowledge/index-document-contract';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/**
 * The decisions of the workflow, on Temporal's time-skipping server. What the activities really do is tested on the
 * whole stack; here they are scripted, so that each branch can be brought about.
 */
let server: TimeSkipping;
/** What was called, with the queue that it was called in. */
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  documentId: '0198a000-0000-7000-8000-000000000002',
  attempt: 1,
} satisfies IndexDocumentInput;

type Ending = { outcome: IndexDocumentResult['status']; code?: string };

function note(name: string): void {
  calls.push(`${name} in ${Context.current().info.taskQueue}`);
}

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  return {
    readDocument: () => {
      note('read');
      return Promise.resolve({ chunkCount: 300, provider: 'openai', ended: false });
    },
    embedDocument: () => {
      note('embed');
      return Promise.resolve({ left: 0 });
    },
    recordBudgetPause: () => Promise.resolve(note('budget')),
    recordPause: ({ paused }: { paused: boolean }) => Promise.resolve(note(paused ? 'paused' : 'resumed')),
    endIndexing: ({ outcome, code }: Ending) => {
      note(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome, chunkCount: 300 });
    },
    ...overrides,
  };
}

function running<Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  return runScripted(server, { workflowType: indexDocumentWorkflow, input: reference, activities }, during);
}

const resultOf = (handle: WorkflowHandle): Promise<IndexDocumentResult> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('indexDocument', () => {
  it('reads, embeds in the queue of the provider, and ends', async () => {
    const readDocument = () => Promise.resolve({ chunkCount: 3, provider: 'huggingface', ended: false });
    expect(await running(scripted({ readDocument }), resultOf)).toEqual({
      status: 'completed',
      chunkCount: 300,
    });
    expect(calls).toEqual(['embed in huggingface', 'completed in storage']);
  });

  it('embeds on for as long as something is left', async () => {
    const answers = [{ left: 200 }, { left: 100 }, { left: 0 }];
    const embedDocument = () => {
      note('embed');
      return Promise.resolve(answers.shift());
    };
    await running(scripted({ embedDocument }), resultOf);
    expect(calls.filter((call) => call === 'embed in openai')).toHaveLength(3);
  });

  it('asks no model when somebody has ended the run before', async () => {
    const readDocument = () => Promise.resolve({ chunkCount: 0, provider: 'openai', ended: true });
    await running(scripted({ readDocument }), resultOf);
    expect(calls).toEqual(['cancelled in storage']);
  });

  it('waits where the budget of the month is used up, and goes on when it is resumed', async () => {
    const embedDocument = () => {
      note('embed');
      const isRaised = calls.includes('resumed in storage');
      return Promise.resolve(isRaised ? { left: 0, stopped: 'done' } : { left: 200, stopped: 'budget' });
    };
    await running(scripted({ embedDocument }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('budget in storage');
      await handle.executeUpdate(resumeUpdate);
      expect(await resultOf(handle)).toMatchObject({ status: 'completed' });
    });
    const steps = ['embed in openai', 'budget in storage', 'resumed in storage', 'embed in openai'];
    expect(calls).toEqual(['read in storage', ...steps, 'completed in storage']);
  });

  it('ends when it finds that somebody has ended the run meanwhile', async () => {
    const embedDocument = () => Promise.resolve({ left: 200, stopped: 'cancelled' });
    expect(await running(scripted({ embedDocument }), resultOf)).toMatchObject({ status: 'cancelled' });
  });

  it('waits while it is paused, and says how far it is', async () => {
    let embedded = 0;
    const embedDocument = () => {
      embedded += 1;
      return new Promise((resolve) => setTimeout(() => resolve({ left: embedded === 1 ? 100 : 0 }), 500));
    };
    await running(scripted({ embedDocument }), async (handle) => {
      await expect.poll(() => embedded, { timeout: 10_000 }).toBe(1);
      await handle.executeUpdate(pauseUpdate);
      const embeddedSoFar = async () => (await handle.query(progressQuery)).completed;
      await expect.poll(embeddedSoFar, { timeout: 10_000 }).toBe(200);
      expect(await handle.query(progressQuery)).toMatchObject({
        phase: 'embedding',
        total: 300,
        paused: true,
      });
      expect(embedded).toBe(1);
      await handle.executeUpdate(resumeUpdate);
      expect(await resultOf(handle)).toMatchObject({ status: 'completed' });
    });
    expect(embedded).toBe(2);
  });

  it('fails with the code of what went wrong for good', async () => {
    const readDocument = () =>
      Promise.reject(ApplicationFailure.create({ type: 'file_without_text', nonRetryable: true }));
    const run = running(scripted({ readDocument }), resultOf);
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['failed:file_without_text in storage']);
  });

  it('notes a cancellation after the lane has written what it had', async () => {
    const embedDocument = async () => {
      note('embed');
      const { heartbeat, cancelled } = Context.current();
      const beating = setInterval(() => heartbeat(), 100);
      try {
        await cancelled;
      } finally {
        clearInterval(beating);
        note('written');
      }
    };
    const run = running(scripted({ embedDocument }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('embed in openai');
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual([
      'read in storage',
      'embed in openai',
      'written in openai',
      'cancelled in storage',
    ]);
  });
});
