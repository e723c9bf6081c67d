import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { newUser } from '../support/api-client.ts';
import { whatsappChat } from '../support/chats.ts';
import { simulatorAdmin, type SimulatorFault } from '@understudy/stack/testing/simulator-client';

/** Faults of a provider are faults for everybody, so these tests have a stack of their own. */
let stack: TestStack;
beforeAll(async () => {
  stack = await startStack({ environment: { OPENAI_TIMEOUT_MS: '2000' } });
});
afterAll(() => stack?.stop());

const once: SimulatorFault[] = [
  { kind: 'latency', latency_ms: 1500 },
  { kind: 'rate_limit', retry_after: 1 },
  { kind: 'server_error' },
  { kind: 'unavailable' },
  { kind: 'timeout' },
  { kind: 'truncated_stream' },
  { kind: 'malformed_json' },
  { kind: 'malformed_output' },
];

describe('a provider that fails once', () => {
  it.each(once)('%j: the session completes all the same', async (fault) => {
    const admin = simulatorAdmin(stack.simulatorUrl);
    await admin.reset();
    await admin.inject({ ...fault, times: 1 });
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const { run } = await user.train(avatar.id, { files: [{ name: 'chat.txt', content: whatsappChat(10) }] });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    const calls = await admin.calls();
    expect(calls.early_after_rate_limit).toBe(0);
    expect(calls.calls.some((call) => call.fault === fault.kind)).toBe(true);
  });
});

describe('a provider that refuses for good', () => {
  it.each([
    ['invalid_api_key', 'provider_key_rejected', /rejected the API key.*OPENAI_API_KEY/],
    ['quota_exhausted', 'provider_quota_exhausted', /no credit left/],
    ['refusal', 'provider_refused_content', /declined the content/],
    ['model_not_found', 'provider_model_unavailable', /does not offer the model/],
  ])('%s fails the session within seconds, and says what to do', async (kind, code, message) => {
    const admin = simulatorAdmin(stack.simulatorUrl);
    await admin.reset();
    await admin.inject({ kind, times: 1000 });
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const { run } = await user.train(avatar.id, { files: [{ name: 'chat.txt', content: whatsappChat(10) }] });
    const ended = await user.runEnded(run.id, 30_000);
    expect(ended).toMatchObject({ status: 'failed', error: { code } });
    expect(ended.error?.message).toMatch(message);

    await admin.reset();
    await user.send('POST', `/api/runs/${run.id}/retry`);
    expect(await user.runUntil(run.id, ({ status }) => status === 'completed')).toMatchObject({ attempt: 2 });
  });
});
