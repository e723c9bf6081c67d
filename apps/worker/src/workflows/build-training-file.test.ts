import {
  buildTrainingFileWorkflow,
  type BuildTrainingFileInput,
  type BuildTrainingFileResult,
  type BuildTurn,
} from '@understudy/domain/training-files/training-file-contract';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/** The decisions of the workflow, on Temporal's time-skipping server, with scripted activities. */
let server: TimeSkipping;
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  trainingFileId: '0198a000-0000-7000-8000-000000000002',
  attempt: 1,
} satisfies BuildTrainingFileInput;

type Ending = { outcome: BuildTrainingFileResult['status']; code?: string };

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  return {
    beginBuild: () => {
      calls.push('begin');
      return Promise.resolve({ turn: 'begin', conversations: 30 });
    },
    buildArtefacts: () => {
      calls.push('build');
      return Promise.resolve({ paused: false });
    },
    recordPause: ({ paused }: { paused: boolean }) => {
      calls.push(paused ? 'paused' : 'resumed');
      return Promise.resolve();
    },
    endBuild: ({ outcome, code }: Ending) => {
      calls.push(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ status: outcome, trainingPairs: 300 });
    },
    ...overrides,
  };
}

function running<Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  const run = { workflowType: buildTrainingFileWorkflow, input: reference, activities };
  return runScripted(server, run, during);
}

const resultOf = (handle: WorkflowHandle): Promise<BuildTrainingFileResult> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('buildTrainingFile', () => {
  it('begins, builds and ends', async () => {
    expect(await running(scripted(), resultOf)).toEqual({ status: 'completed', trainingPairs: 300 });
    expect(calls).toEqual(['begin', 'build', 'completed']);
  });

  it('waits for its turn, asking ever more rarely', async () => {
    const turns: BuildTurn[] = [...Array.from({ length: 8 }, () => 'wait' as const), 'begin'];
    const beginBuild = () => {
      calls.push('begin');
      return Promise.resolve({ turn: turns.shift(), conversations: 30 });
    };
    await running(scripted({ beginBuild }), resultOf);
    expect(calls).toEqual([...Array.from({ length: 9 }, () => 'begin'), 'build', 'completed']);
  });

  it('builds nothing where a newer build is there', async () => {
    const beginBuild = () => Promise.resolve({ turn: 'leave', conversations: 0 });
    await running(scripted({ beginBuild }), resultOf);
    expect(calls).toEqual(['completed']);
  });

  it('begins the artefact anew when it was paused in the middle', async () => {
    let built = 0;
    const buildArtefacts = () => {
      built += 1;
      return new Promise((resolve) => setTimeout(() => resolve({ paused: built === 1 }), 500));
    };
    await running(scripted({ buildArtefacts }), async (handle) => {
      await expect.poll(() => built, { timeout: 10_000 }).toBe(1);
      await handle.executeUpdate(pauseUpdate);
      expect(await handle.query(progressQuery)).toMatchObject({ phase: 'building', total: 30, paused: true });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(built).toBe(1);
      await handle.executeUpdate(resumeUpdate);
      expect(await resultOf(handle)).toMatchObject({ status: 'completed' });
    });
    expect(built).toBe(2);
  });

  it('fails with the code of what went wrong for good', async () => {
    const buildArtefacts = () =>
      Promise.reject(ApplicationFailure.create({ type: 'not_found', nonRetryable: true }));
    await expect(running(scripted({ buildArtefacts }), resultOf)).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['begin', 'failed:not_found']);
  });

  it('notes a cancellation', async () => {
    const buildArtefacts = async () => {
      calls.push('build');
      const { heartbeat, cancelled } = Context.current();
      const beating = setInterval(() => heartbeat(), 100);
      await cancelled.finally(() => clearInterval(beating));
    };
    const run = running(scripted({ buildArtefacts }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('build');
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['begin', 'build', 'cancelled']);
  });
});
