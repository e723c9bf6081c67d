import { describe, expect, it } from 'vitest';
import type { InjectedFault } from '../faults/fault.ts';
import type { RecordedCall } from '../observe/provider-call-recorder.ts';
import type { Aftermath } from './invariant.ts';
import { paidCallsAreNotRepeated } from './paid-calls.ts';

const start = Date.parse('2026-11-21T12:00:00Z');

function call(digest: string, afterMs: number, over: Partial<RecordedCall> = {}): RecordedCall {
  return {
    id: afterMs,
    life: 0,
    at: new Date(start + afterMs).toISOString(),
    method: 'POST',
    path: '/v1/chat/completions',
    request_digest: digest,
    status: 200,
    duration_ms: 100,
    completed: true,
    in_flight: false,
    ...over,
  };
}

const fault = (kind: InjectedFault['kind'], target: string, from: number, until: number): InjectedFault => ({
  kind,
  target,
  from: start + from,
  until: start + until,
});

async function violations(calls: readonly RecordedCall[], faults: readonly InjectedFault[]): Promise<number> {
  const never = (): never => {
    throw new Error('is not asked');
  };
  const nothing = new Proxy({}, { get: never });
  const aftermath: Aftermath = Object.assign(Object.create(nothing), { calls, faults });
  return (await paidCallsAreNotRepeated.check(aftermath)).violations.length;
}

describe('an answer that was paid for twice', () => {
  const twice = [call('a', 0), call('a', 20_000)];

  it('is a violation when nothing went wrong', async () => {
    expect(await violations(twice, [])).toBe(1);
  });

  it('is none when the worker was killed before the first could be recorded', async () => {
    expect(await violations(twice, [fault('kill', 'worker', 1_000, 5_000)])).toBe(0);
  });

  it('is none while two attempts were at it, since heartbeats had been lost', async () => {
    expect(await violations(twice, [fault('lost_answers', 'worker – temporal', -9_000, -4_000)])).toBe(0);
    expect(await violations(twice, [fault('lost_answers', 'worker – temporal', -19_000, -14_000)])).toBe(1);
    expect(await violations(twice, [fault('lost_answers', 'worker – simulator', -9_000, -4_000)])).toBe(1);
  });

  it.each([
    ['long after it', 'kill', 'worker', 10_000],
    ['where no answer goes by', 'kill', 'api', 50],
    ['where no answer goes by', 'cut', 'api – postgres', 50],
    ['where no answer goes by', 'storage', 'object storage', 50],
  ] as const)('is a violation when something went wrong %s (%s of %s)', async (_why, kind, target, from) => {
    expect(await violations(twice, [fault(kind, target, from, from + 1_000)])).toBe(1);
  });
});

describe('what is no answer that was paid for twice', () => {
  it('is a call that was never answered whole, or another one', async () => {
    const calls = [
      call('a', 0, { completed: false }),
      call('a', 5_000),
      call('b', 0, { status: 503 }),
      call('b', 5_000),
      call('c', 0),
      call('d', 0, { path: '/v1/files' }),
      call('d', 5_000, { path: '/v1/files' }),
    ];
    expect(await violations(calls, [])).toBe(0);
  });
});
