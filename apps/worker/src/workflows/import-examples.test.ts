import {
  importExamplesWorkflow,
  type ImportExamplesInput,
  type ImportExamplesResult,
} from '@understudy/domain/training-center/contracts/training-import-contract';
import { Context } from '@temporalio/activity';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, untilIdle, type TimeSkipping } from '../testing/time-skipping.ts';
import { confirmUpdate } from './import-examples.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/** The decisions of the workflow, on Temporal's time-skipping server, with scripted activities. */
let server: TimeSkipping;
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000003',
  userId: 'ann',
  attempt: 1,
} satisfies ImportExamplesInput;

type Ending = { outcome: ImportExamplesResult['status']; code?: string; expired?: boolean };

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  const answer = (name: string, result?: unknown) => () => {
    calls.push(name);
    return Promise.resolve(result);
  };
  return {
    checkImport: answer('check', { waits: false, ended: false }),
    announcePreview: answer('preview'),
    importRecords: answer('import', { records: 3, left: false }),
    recordPause: ({ paused }: { paused: boolean }) => answer(paused ? 'paused' : 'resumed')(),
    endImport: ({ outcome, code, expired = false }: Ending) => {
      calls.push([outcome, ...(code === undefined ? [] : [code]), ...(expired ? ['expired'] : [])].join(':'));
      return Promise.resolve({ status: outcome, imported: 3, failed: 0, duplicates: 0 });
    },
    ...overrides,
  };
}

const waiting = { checkImport: () => Promise.resolve({ waits: true, ended: false }) };

function running<Result>(
  activities: object,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  const run = { workflowType: importExamplesWorkflow, input: reference, activities };
  return runScripted(server, run, during);
}

const resultOf = (handle: WorkflowHandle): Promise<ImportExamplesResult> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('importExamples', () => {
  it('checks, imports and ends', async () => {
    expect(await running(scripted(), resultOf)).toMatchObject({ status: 'completed', imported: 3 });
    expect(calls).toEqual(['check', 'import', 'completed']);
  });

  it('stores nothing before it is confirmed', async () => {
    await running(scripted(waiting), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toEqual(['preview']);
      expect(await handle.query(progressQuery)).toMatchObject({ phase: 'preview' });
      await handle.executeUpdate(confirmUpdate);
      return await resultOf(handle);
    });
    expect(calls).toEqual(['preview', 'import', 'completed']);
  });

  it('ends as cancelled when nobody confirms it for seven days', async () => {
    const startedAt = await server.environment.currentTimeMs();
    expect(await running(scripted(waiting), resultOf)).toMatchObject({ status: 'cancelled' });
    expect(calls).toEqual(['preview', 'cancelled:expired']);
    expect((await server.environment.currentTimeMs()) - startedAt).toBeGreaterThan(7 * 24 * 3600 * 1000 - 1);
  });

  it('can be cancelled while it waits', async () => {
    const run = running(scripted(waiting), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toEqual(['preview']);
      await untilIdle(handle);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['preview', 'cancelled']);
  });

  it('goes on where it was after a pause', async () => {
    const answers = [
      { records: 1_000, left: true },
      { records: 2_000, left: false },
    ];
    const importRecords = async () => {
      calls.push('import');
      await new Promise((resolve) => setTimeout(resolve, 500));
      return answers.shift();
    };
    await running(scripted({ importRecords }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('import');
      await handle.executeUpdate(pauseUpdate);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(calls).toEqual(['check', 'import', 'paused']);
      await handle.executeUpdate(resumeUpdate);
      return await resultOf(handle);
    });
    // That it goes on is written down beside the work that goes on.
    expect(calls.slice(3).toSorted()).toEqual(['completed', 'import', 'resumed']);
  });

  it('imports nothing when somebody has ended the run before', async () => {
    const checkImport = () => Promise.resolve({ waits: false, ended: true });
    await running(scripted({ checkImport }), resultOf);
    expect(calls).toEqual(['cancelled']);
  });

  it('fails with the code of what is wrong with the file', async () => {
    const checkImport = () =>
      Promise.reject(ApplicationFailure.create({ type: 'file_too_complex', nonRetryable: true }));
    await expect(running(scripted({ checkImport }), resultOf)).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['failed:file_too_complex']);
  });

  it('notes a cancellation after the batch under way is committed', async () => {
    const importRecords = async () => {
      calls.push('import');
      const { heartbeat, cancelled } = Context.current();
      const beating = setInterval(() => heartbeat(), 100);
      try {
        await cancelled;
      } finally {
        clearInterval(beating);
        calls.push('committed');
      }
    };
    const run = running(scripted({ importRecords }), async (handle) => {
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('import');
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(run).rejects.toBeInstanceOf(WorkflowFailedError);
    expect(calls).toEqual(['check', 'import', 'committed', 'cancelled']);
  });
});
