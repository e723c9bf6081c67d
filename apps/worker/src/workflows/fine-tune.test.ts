import type { FineTunePollResult } from '@understudy/domain/fine-tune/fine-tune-contract';
import { isStuck } from '@understudy/domain/fine-tune/polling/stuck';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import {
  begun,
  calls,
  ended,
  fineTuneRuns,
  forgetCalls,
  lookedAt,
  note,
  nothingNew,
  now,
  ongoing,
  plan,
  resultOf,
  waitsForTimer,
  type Look,
} from '../testing/scripted-fine-tune.ts';
import { providerCalledSignal } from './fine-tune.ts';
import { pauseUpdate } from './run-control.ts';

/**
 * The decisions of the workflow, on Temporal's time-skipping server. What the activities really do is tested on the
 * whole stack; here they are scripted, so that each branch can be brought about, and hours pass in a moment.
 */
const running = fineTuneRuns();

const hour = 3_600;

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

describe('fineTune', () => {
  it('prepares, uploads in the queue of the provider, creates, watches, and deletes the files', async () => {
    expect(await running({}, resultOf)).toEqual({ status: 'completed', activated: false });
    expect(calls).toEqual([...begun, 'completed', 'delete files']);
  });

  it('activates where that was asked for, and not what failed', async () => {
    await running({ plan: { activateWhenDone: true } }, resultOf);
    expect(calls).toEqual([...begun, 'activate', 'completed', 'delete files']);
    forgetCalls();
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
