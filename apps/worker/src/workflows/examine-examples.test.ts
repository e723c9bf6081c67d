import {
  examineExamplesWorkflow,
  type ExamineExamplesInput,
} from '@understudy/domain/training-center/contracts/examine-examples-contract';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, resumeUpdate } from './run-control.ts';

/** The decisions of the workflow; what the activities really do is tested beside them and on the whole stack. */
let server: TimeSkipping;
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  avatarId: null,
  attempt: 1,
} satisfies ExamineExamplesInput;

type Ending = { outcome: string; code?: string };

function note(name: string): void {
  calls.push(`${name} in ${Context.current().info.taskQueue}`);
}

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  return {
    examineExamples: () => {
      note('examine');
      return Promise.resolve({ examined: 300, ended: false });
    },
    recordPause: ({ paused }: { paused: boolean }) => Promise.resolve(note(paused ? 'paused' : 'resumed')),
    endExamination: ({ outcome, code }: Ending) => {
      note(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome });
    },
    ...overrides,
  };
}

const running = <Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> =>
  runScripted(server, { workflowType: examineExamplesWorkflow, input: reference, activities }, during);

const resultOf = (handle: WorkflowHandle): Promise<unknown> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('examineExamples', () => {
  it('examines and ends, in the queue for files and database', async () => {
    expect(await running(scripted(), resultOf)).toEqual({ status: 'completed' });
    expect(calls).toEqual(['examine in storage', 'completed in storage']);
  });

  it('ends as cancelled when somebody has ended the run before', async () => {
    const examineExamples = () => Promise.resolve({ examined: 0, ended: true });
    await running(scripted({ examineExamples }), resultOf);
    expect(calls).toEqual(['cancelled in storage']);
  });

  it('fails with the code of what went wrong for good', async () => {
    const examineExamples = () =>
      Promise.reject(ApplicationFailure.create({ type: 'internal_error', nonRetryable: true }));
    await expect(running(scripted({ examineExamples }), resultOf)).rejects.toBeInstanceOf(
      WorkflowFailedError,
    );
    expect(calls).toEqual(['failed:internal_error in storage']);
  });

  it('writes down that it is paused and goes on', async () => {
    const examineExamples = () =>
      new Promise((resolve) => setTimeout(() => resolve({ examined: 1, ended: false }), 700));
    await running(scripted({ examineExamples }), async (handle) => {
      await handle.executeUpdate(pauseUpdate);
      await handle.executeUpdate(resumeUpdate);
      expect(await resultOf(handle)).toEqual({ status: 'completed' });
    });
    expect(calls).toEqual(['paused in storage', 'resumed in storage', 'completed in storage']);
  });

  it('notes a cancellation', async () => {
    const examineExamples = async () => {
      note('examine');
      const { heartbeat, cancelled } = Context.current();
      const beating = setInterval(() => heartbeat(), 100);
      try {
        await cancelled;
      } finally {
        clearInterval(beating);
      }
    };
    const run = running(scripted({ examineExamples }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('examine in storage');
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls.at(-1)).toBe('cancelled in storage');
  });
});
