import {
  fineTuneWorkflow,
  type FineTuneInput,
  type FineTunePlan,
  type FineTunePollResult,
  type FineTuneResult,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import { Context } from '@temporalio/activity';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { runScripted, startTimeSkipping, untilIdle, type TimeSkipping } from './time-skipping.ts';

/** What was called since `forgetCalls`, each in a word. */
export const calls: string[] = [];
/** Server time, in seconds, of every look since `forgetCalls`. */
export const lookedAt: number[] = [];

/** Begins anew. */
export function forgetCalls(): void {
  calls.length = 0;
  lookedAt.length = 0;
}

const input = {
  runId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  avatarId: '0198a000-0000-7000-8000-000000000002',
  jobId: '0198a000-0000-7000-8000-000000000001',
  attempt: 1,
} satisfies FineTuneInput;
/** The usual plan. */
export const plan: FineTunePlan = {
  provider: 'openai',
  pollSeconds: 30,
  stuckAfterSeconds: 7_200,
  patienceSeconds: 86_400,
  activateWhenDone: false,
};
/** A look that finds a job under way. */
export const ongoing: FineTunePollResult = {
  state: 'ongoing',
  outcome: null,
  newEvents: 0,
  percent: 10,
  stuck: false,
  endSuggested: false,
};
/** A look that finds a job at its end. */
export const ended = (outcome: FineTunePollResult['outcome']): FineTunePollResult => ({
  ...ongoing,
  state: 'ended',
  outcome,
});

/** A look that has found nothing, as the activity says it. */
export function nothingNew(): never {
  throw ApplicationFailure.create({
    type: 'nothing_new',
    category: ApplicationFailureCategory.BENIGN,
    nextRetryDelay: '30 seconds',
  });
}

/** What each look finds, by its number. */
export type Look = (look: number) => FineTunePollResult | Promise<FineTunePollResult>;

/** Seconds of the server's time at which this attempt was due. */
export const now = () => Context.current().info.currentAttemptScheduledTimestampMs / 1_000;

type Ending = { outcome: FineTuneResult['status']; code?: string };
/** A plan, what looks find, and activities that do something else than usual. */
export type Script = { plan?: Partial<FineTunePlan>; look?: Look } & Record<string, unknown>;

/** Notes that something was called. */
export const note = (name: string) => Promise.resolve(void calls.push(name));

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

/**
 * Gives a file of tests a time-skipping server, and begins anew before each of them. The answer runs the workflow of a
 * fine-tune with these activities.
 */
export function fineTuneRuns() {
  let server: TimeSkipping;
  beforeAll(async () => {
    server = await startTimeSkipping();
  });
  afterAll(() => server?.environment.teardown());
  beforeEach(forgetCalls);
  return <Result>(script: Script, during: (handle: WorkflowHandle) => Promise<Result>): Promise<Result> =>
    runScripted(server, { workflowType: fineTuneWorkflow, input, activities: scripted(script) }, during);
}

/** Until the workflow has heard of so many looks, and waits for the next one: nothing is under way then. */
export async function waitsForTimer(handle: WorkflowHandle, looks: number): Promise<void> {
  await expect.poll(() => lookedAt.length, { timeout: 10_000 }).toBe(looks);
  await untilIdle(handle);
}

/** The result of the workflow. */
export const resultOf = (handle: WorkflowHandle): Promise<FineTuneResult> => handle.result();
/** What is called first where nothing goes wrong. */
export const begun = ['begin', 'prepare', 'upload in openai', 'create'];
