import {
  fineTuneWorkflow,
  type FineTuneInput,
  type FineTunePlan,
  type FineTunePollResult,
  type FineTuneResult,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import { isStuck } from '@understudy/domain/fine-tune/polling/stuck';
import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runScripted, startTimeSkipping, untilIdle, type TimeSkipping } from '../testing/time-skipping.ts';
import { providerCalledSignal } from './fine-tune.ts';
import { pauseUpdate, resumeUpdate } from './run-control.ts';

/**
 * The decisions of the workflow, on Temporal's time-skipping server. What the activities really do is tested on the
 * whole stack; here they are scripted, so that each branch can be brought about, and hours pass in a moment.
 */
let server: TimeSkipping;
/** What was called, each in a word. */
let calls: string[];
/** Server time, in seconds, of every look. */
let lookedAt: number[];

const input = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  avatarId: '0198a000-0000-7000-8000-000000000002',
  jobId: '0198a000-0000-7000-8000-000000000001',
  attempt: 1,
} satisfies FineTuneInput;
const plan: FineTunePlan = {
  provider: 'openai',
  pollSeconds: 30,
  stuckAfterSeconds: 7_200,
  patienceSeconds: 86_400,
  activateWhenDone: false,
};
const ongoing: FineTunePollResult = {
  state: 'ongoing',
  outcome: null,
  newEvents: 0,
  percent: 10,
  stuck: false,
  endSuggested: false,
};
const ended = (outcome: FineTunePollResult['outcome']): FineTunePollResult => ({
  ...ongoing,
  state: 'ended',
  outcome,
});

/** A look that has found nothing, as the activity says it. */
function nothingNew(): never {
  throw ApplicationFailure.create({
    type: 'nothing_new',
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: '30 seconds',
  });
}

type Look = (look: number) => FineTunePollResult | Promise<FineTunePollResult>;
const hour = 3_600;

/** Seconds of the server's time at which this attempt was due. */
const now = () => Context.current().info.currentAttemptScheduledTimestampMs / 1_000;

/** An activity that a provider refuses for so many seconds; `refused` gets the moments. */
function downFor(seconds: number, refused: number[], answer: FineTunePollResult) {
  let since: number | null = null;
  return () => {
    since ??= now();
    if (now() - since >= seconds) return answer;
    refused.push(now());
    throw ApplicationFailure.create({ type: 'provider_unavailable' });
  };
}

const spanOf = (moments: readonly number[]) => (moments.at(-1) ?? 0) - (moments[0] ?? 0);

type Ending = { outcome: FineTuneResult['status']; code?: string };
type Script = { plan?: Partial<FineTunePlan>; look?: Look } & Record<string, unknown>;

const note = (name: string) => Promise.resolve(void calls.push(name));

function scripted({ plan: changed, look = () => ended('succeeded'), ...overrides }: Script) {
  let looks = 0;
  return {
    beginFineTune: () => note('begin').then(() => ({ ...plan, ...changed })),
    prepareFineTune: () => note('prepare'),
    uploadFineTuneFiles: () => note(`upload in ${Context.current().info.taskQueue}`),
    createProviderJob: () => note('create'),
    awaitProviderNews() {
      lookedAt.push(now());
      looks += 1;
      return look(looks);
    },
    steerProviderJob: ({ to }: { to: string }) => note(`${to} there`),
    reportStuck: () => note('stuck'),
    reportNotCancelled: () => note('not cancelled'),
    activateTunedModel: () => note('activate'),
    deleteProviderFiles: () => note('delete files'),
    recordPause: ({ paused }: { paused: boolean }) => note(paused ? 'paused' : 'resumed'),
    endFineTune: ({ outcome, code }: Ending) =>
      note(code === undefined ? outcome : `${outcome}:${code}`).then(() => ({
        status: outcome,
        activated: calls.includes('activate'),
      })),
    ...overrides,
  };
}

function running<Result>(script: Script, during: (handle: WorkflowHandle) => Promise<Result>) {
  return runScripted(server, { workflowType: fineTuneWorkflow, input, activities: scripted(script) }, during);
}

/** Until the workflow has heard of so many looks, and waits for the next one: nothing is under way then. */
async function waitsForTimer(handle: WorkflowHandle, looks: number): Promise<void> {
  await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(looks);
  await untilIdle(handle);
}

const resultOf = (handle: WorkflowHandle): Promise<FineTuneResult> => handle.result();
const begun = ['begin', 'prepare', 'upload in openai', 'create'];

beforeAll(async () => {
  server = await startTimeSkipping();
});
afterAll(() => server?.environment.teardown());
beforeEach(() => {
  calls = [];
  lookedAt = [];
});

describe('fineTune', () => {
  it('prepares, uploads in the queue of the provider, creates, watches, and deletes the files', async () => {
    expect(await running({}, resultOf)).toEqual({ status: 'completed', activated: false });
    expect(calls).toEqual([...begun, 'completed', 'delete files']);
  });

  it('activates where that was asked for, and not what failed', async () => {
    await running({ plan: { activateWhenDone: true } }, resultOf);
    expect(calls).toEqual([...begun, 'activate', 'completed', 'delete files']);
    calls = [];
    const failed = { plan: { activateWhenDone: true }, look: () => ended('failed') };
    expect(await running(failed, resultOf)).toMatchObject({ status: 'failed' });
    expect(calls).toEqual([...begun, 'failed:provider_request_rejected', 'delete files']);
  });

  it('looks every thirty seconds, and at once after what sounds like the end', async () => {
    const look: Look = (looks) =>
      looks === 4 ? ended('succeeded') : { ...ongoing, endSuggested: looks === 3 };
    await running({ look }, resultOf);
    const [first = 0, second = 0, third = 0, fourth = 0] = lookedAt;
    expect([second - first, third - second, fourth - third].map(Math.round)).toEqual([30, 30, 1]);
  });

  it('is not woken by looks that find nothing, and goes on at once when one has news', async () => {
    const look: Look = (looks) => (looks === 4 ? ended('succeeded') : nothingNew());
    const events = await running({ look }, async (handle) => {
      await resultOf(handle);
      return (await handle.fetchHistory()).events ?? [];
    });
    const scheduled = events.filter(
      ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === 'awaitProviderNews',
    );
    const at = (event: (typeof events)[number] | undefined) => Number(event?.eventTime?.seconds);
    const heard = events.find(
      ({ activityTaskCompletedEventAttributes: task }) =>
        Number(task?.scheduledEventId) === Number(scheduled[0]?.eventId),
    );
    expect(lookedAt).toHaveLength(4);
    expect(at(heard) - at(scheduled[0])).toBeGreaterThanOrEqual(89);
    expect(scheduled).toHaveLength(1);
  });

  it('is disturbed while it waits in a look: by a pause, and by the provider', async () => {
    const look: Look = (looks) => (looks < 3 ? nothingNew() : ended('succeeded'));
    await running({ look, plan: { pollSeconds: 3_600 } }, async (handle) => {
      await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(1);
      await handle.executeUpdate(pauseUpdate);
      await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(2);
      await handle.signal(providerCalledSignal);
      await resultOf(handle);
    });
    expect(spanOf(lookedAt)).toBeLessThan(60);
    expect(calls).toContain('pause there');
  });

  it('looks at once when the provider calls', async () => {
    const look: Look = (looks) => (looks === 1 ? ongoing : ended('succeeded'));
    await running({ look, plan: { pollSeconds: 3_600 } }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.signal(providerCalledSignal);
      await resultOf(handle);
    });
    expect((lookedAt[1] ?? 0) - (lookedAt[0] ?? 0)).toBeLessThan(600);
  });

  it.each(['uploadFineTuneFiles', 'createProviderJob', 'awaitProviderNews'])(
    'waits for a provider that is down for an hour when it comes to %s, and completes',
    async (activity) => {
      const refused: number[] = [];
      const script = { [activity]: downFor(hour, refused, ended('succeeded')) };
      expect(await running(script, resultOf)).toMatchObject({ status: 'completed' });
      // Refused again and again for the whole hour, half a minute apart at the end.
      expect(spanOf(refused)).toBeGreaterThanOrEqual(hour - 31);
      expect(refused.length).toBeGreaterThan(100);
      expect(calls.slice(-2)).toEqual(['completed', 'delete files']);
    },
  );

  it('gives a provider up that is down for longer than its patience', async () => {
    const refused: number[] = [];
    const script = {
      plan: { patienceSeconds: hour },
      awaitProviderNews: downFor(2 * hour, refused, ongoing),
    };
    await expect(running(script, resultOf)).rejects.toThrow('Workflow execution failed');
    expect(spanOf(refused)).toBeLessThanOrEqual(hour);
    expect(calls).toEqual([...begun, 'failed:provider_unavailable', 'delete files']);
  });

  it('flags a job of which nothing is heard for two hours, and goes on looking', async () => {
    let flaggedAfter = 0;
    const look: Look = (looks) => {
      if (looks === 245) return ended('succeeded');
      const [heardAt = 0] = lookedAt;
      const { stuckAfterSeconds } = plan;
      const times = { lastEventAtMs: heardAt * 1_000, nowMs: now() * 1_000, stuckAfterSeconds };
      return { ...ongoing, stuck: isStuck({ status: 'running', ...times }) };
    };
    const reportStuck = () => note('stuck').then(() => void (flaggedAfter = spanOf(lookedAt)));
    await running({ look, reportStuck }, resultOf);
    expect(flaggedAfter).toBeGreaterThanOrEqual(2 * hour);
    expect(flaggedAfter).toBeLessThan(2 * hour + 31);
    expect(calls).toEqual([...begun, 'stuck', 'completed', 'delete files']);
  });

  it('tells of a stuck job once, and again only after a sign of life', async () => {
    const stuckAt = new Set([2, 3, 4, 6, 7]);
    const look: Look = (looks) =>
      looks === 8 ? ended('succeeded') : { ...ongoing, stuck: stuckAt.has(looks) };
    await running({ look }, resultOf);
    expect(calls.filter((call) => call === 'stuck')).toHaveLength(2);
  });

  it('goes on in a new execution when its history grows long, and remembers', async () => {
    const executions = new Map<string, number>();
    const look: Look = () => {
      const execution = Context.current().info.workflowExecution?.runId ?? '';
      const looks = (executions.get(execution) ?? 0) + 1;
      executions.set(execution, looks);
      return executions.size > 1 && looks === 3 ? ended('succeeded') : { ...ongoing, stuck: true };
    };
    await running({ look }, resultOf);
    expect(executions.size).toBeGreaterThan(1);
    expect(calls).toEqual([...begun, 'stuck', 'completed', 'delete files']);
  });
});

describe('steering', () => {
  it('pauses and resumes at the provider, and asks again where it was only about to pause', async () => {
    const resumes = () => calls.filter((call) => call === 'resume there').length;
    const look: Look = () => {
      if (resumes() === 2) return ended('succeeded');
      return calls.includes('pause there') ? { ...ongoing, state: 'paused' } : ongoing;
    };
    await running({ look }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.executeUpdate(pauseUpdate);
      await expect.poll(() => calls, { timeout: 10_000 }).toContain('pause there');
      await waitsForTimer(handle, 2);
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    const there = calls.filter((call) => call.endsWith('there'));
    expect(there).toEqual(['pause there', 'resume there', 'resume there']);
    expect(calls).toEqual(expect.arrayContaining(['paused', 'resumed', 'completed']));
  });

  it('resumes at the provider what was paused while no look had come back', async () => {
    const look: Look = () => {
      if (calls.includes('resume there')) return ended('succeeded');
      return calls.includes('pause there') ? nothingNew() : ongoing;
    };
    await running({ look }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.executeUpdate(pauseUpdate);
      await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(2);
      await handle.executeUpdate(resumeUpdate);
      await resultOf(handle);
    });
    expect(calls.filter((call) => call.endsWith('there'))).toEqual(['pause there', 'resume there']);
  });

  it('cancels at the provider, writes the end, and deletes the files', async () => {
    const cancelled = running({ look: () => ongoing }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(cancelled).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
    expect(calls).toEqual([...begun, 'cancel there', 'cancelled', 'delete files']);
  });

  it('says that a provider could not be reached to cancel, after ten minutes', async () => {
    const steerProviderJob = () => {
      throw ApplicationFailure.create({ type: 'provider_unavailable' });
    };
    const cancelled = running({ look: () => ongoing, steerProviderJob }, async (handle) => {
      await waitsForTimer(handle, 1);
      await handle.cancel();
      return await resultOf(handle);
    });
    await expect(cancelled).rejects.toThrow('Workflow execution cancelled');
    expect(calls).toEqual([...begun, 'not cancelled', 'cancelled', 'delete files']);
  });

  it('fails with the code of what went wrong for good, and still deletes the files', async () => {
    const createProviderJob = () => {
      throw ApplicationFailure.nonRetryable('The key', 'provider_key_rejected');
    };
    await expect(running({ createProviderJob }, resultOf)).rejects.toThrow('Workflow execution failed');
    expect(calls.slice(3)).toEqual(['failed:provider_key_rejected', 'delete files']);
  });
});
