import type {
  TrainAvatarInput,
  TrainAvatarResult,
} from '@understudy/domain/training-sessions/training-session-contract';
import { trainAvatarWorkflow } from '@understudy/domain/training-sessions/training-session-contract';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { Context } from '@temporalio/activity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, type TimeSkipping } from '../testing/time-skipping.ts';
import { pauseUpdate, progressQuery, resumeUpdate } from './run-control.ts';

/**
 * The decisions of the workflow, on Temporal's time-skipping server. What the activities really do is tested on the
 * whole stack; here they are scripted, so that each branch can be brought about.
 */
let server: TimeSkipping;
let calls: string[];

const reference = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  avatarId: '0198a000-0000-7000-8000-000000000002',
  trainingSessionId: '0198a000-0000-7000-8000-000000000003',
  attempt: 1,
} satisfies TrainAvatarInput;

type Ending = { outcome: string; code?: string };
const result: TrainAvatarResult = {
  status: 'completed',
  promptVersionId: null,
  filesExtracted: 1,
  filesFailed: 0,
};

function scripted(overrides: Record<string, (...input: never[]) => Promise<unknown>> = {}) {
  const noted = (name: string, answer: unknown) => () => {
    calls.push(name);
    return Promise.resolve(answer);
  };
  return {
    checkUploads: noted('checkUploads', { fileCount: 1, ended: false }),
    listFilesToExtract: () => Promise.resolve({ texts: 1, pictures: 0 }),
    extractTexts: noted('extractTexts', { texts: 0, pictures: 0 }),
    extractPictures: noted('extractPictures', { texts: 0, pictures: 0 }),
    attributeSpeakers: noted('attributeSpeakers', undefined),
    analyseStyle: noted('analyseStyle', undefined),
    generatePrompt: noted('generatePrompt', undefined),
    createVersion: noted('createVersion', undefined),
    recordPause: ({ paused }: { paused: boolean }) => noted(paused ? 'paused' : 'resumed', undefined)(),
    endTraining: ({ outcome, code }: Ending) => {
      calls.push(code === undefined ? outcome : `${outcome}:${code}`);
      return Promise.resolve({ ...result, status: outcome });
    },
    ...overrides,
  };
}

function running<Result>(
  activities: ReturnType<typeof scripted>,
  during: (handle: WorkflowHandle) => Promise<Result>,
): Promise<Result> {
  return runScripted(server, { workflowType: trainAvatarWorkflow, input: reference, activities }, during);
}

const resultOf = (handle: WorkflowHandle): Promise<TrainAvatarResult> => handle.result();

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
});

describe('trainAvatar', () => {
  it('goes through the phases in their order', async () => {
    const ended = await running(scripted(), resultOf);
    expect(ended.status).toBe('completed');
    expect(calls).toEqual([
      'checkUploads',
      'extractTexts',
      'attributeSpeakers',
      'analyseStyle',
      'generatePrompt',
      'createVersion',
      'completed',
    ]);
  });

  it('starts nothing when the run was ended before its workflow came to it', async () => {
    const activities = scripted({ checkUploads: () => Promise.resolve({ fileCount: 0, ended: true }) });
    expect((await running(activities, resultOf)).status).toBe('cancelled');
    expect(calls).toEqual(['cancelled']);
  });

  it('fails with the code of the activity that failed for good, and starts no later phase', async () => {
    const rejected = scripted({
      analyseStyle: () =>
        Promise.reject(
          ApplicationFailure.nonRetryable('The provider rejected the API key', 'provider_key_rejected'),
        ),
    });
    await expect(running(rejected, resultOf)).rejects.toThrow(WorkflowFailedError);
    expect(calls.slice(-2)).toEqual(['attributeSpeakers', 'failed:provider_key_rejected']);
  });

  it('waits out an outage of hours, as long as the errors may be retried', async () => {
    let attempts = 0;
    const outage = scripted({
      generatePrompt: () => {
        attempts += 1;
        return attempts < 200
          ? Promise.reject(
              ApplicationFailure.retryable('The provider is not answering', 'provider_unavailable'),
            )
          : Promise.resolve();
      },
    });
    const ended = await running(outage, resultOf);
    expect(ended.status).toBe('completed');
    expect(attempts).toBe(200);
  });

  it('waits as long as the provider named before it tries again', async () => {
    const startedAt: number[] = [];
    const limited = scripted({
      analyseStyle: async () => {
        startedAt.push(await server.environment.currentTimeMs());
        if (startedAt.length === 1) {
          throw ApplicationFailure.create({ type: 'provider_rate_limited', nextRetryDelay: '90 seconds' });
        }
      },
    });
    await running(limited, resultOf);
    const [first = 0, second = 0] = startedAt;
    expect(second - first).toBeGreaterThanOrEqual(90_000);
  });

  it('looks again at what is left when a lane comes back early', async () => {
    const picturesLeft = [1, 0];
    const activities = scripted({
      listFilesToExtract: () => Promise.resolve({ texts: 2, pictures: 1 }),
      extractPictures: () => {
        calls.push('extractPictures');
        return Promise.resolve({ texts: 0, pictures: picturesLeft.shift() });
      },
    });
    await running(activities, resultOf);
    expect(calls.filter((call) => call.startsWith('extract')).toSorted()).toEqual([
      'extractPictures',
      'extractPictures',
      'extractTexts',
    ]);
  });

  it('starts no phase while it is paused, and goes on when it is resumed', async () => {
    const ended = await running(
      scripted({
        attributeSpeakers: async () => {
          await server.environment.client.workflow
            .getHandle(Context.current().info.workflowExecution?.workflowId ?? '')
            .executeUpdate(pauseUpdate);
          calls.push('attributeSpeakers');
        },
      }),
      async (handle) => {
        while (!calls.includes('attributeSpeakers')) await new Promise((resolve) => setTimeout(resolve, 20));
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(calls).not.toContain('analyseStyle');
        expect(await handle.query(progressQuery)).toMatchObject({
          phase: 'speaker_attribution',
          paused: true,
        });
        expect(await handle.executeUpdate(resumeUpdate)).toEqual({ paused: false });
        return resultOf(handle);
      },
    );
    expect(ended.status).toBe('completed');
    expect(calls.filter((call) => call === 'paused' || call === 'resumed')).toEqual(['paused', 'resumed']);
  });

  it('ends as cancelled when it is cancelled, and says so in the database', async () => {
    const cancelled = running(
      scripted({
        analyseStyle: async () => {
          calls.push('analyseStyle');
          const heartbeat = setInterval(() => Context.current().heartbeat(), 50);
          try {
            await Context.current().cancelled;
          } finally {
            clearInterval(heartbeat);
          }
        },
      }),
      async (handle) => {
        while (!calls.includes('analyseStyle')) await new Promise((resolve) => setTimeout(resolve, 20));
        await handle.cancel();
        return resultOf(handle);
      },
    );
    await expect(cancelled).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
    expect(calls.at(-1)).toBe('cancelled');
    expect(calls).not.toContain('generatePrompt');
  });
});
