import { freezeServer } from '@understudy/db/testing/freeze-server';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { newUser } from '../support/api-client.ts';
import { whatsappChat } from '../support/chats.ts';

/** PostgreSQL is frozen here, which takes connections and answers nothing: the test has a stack of its own. */
let stack: TestStack;
let temporal: Connection;
beforeAll(async () => {
  stack = await startStack();
  temporal = await Connection.connect({ address: stack.temporalAddress });
});
afterAll(async () => {
  await temporal?.close();
  await stack?.stop();
});

/** Milliseconds within which everything is answered while the database is frozen. */
const answeredMs = 20_000;

it('requests are refused while the database is frozen, and runs go on when it does', async () => {
  const user = await newUser(stack);
  const avatar = await user.createAvatar('Ash');
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' };
    return fetch(`${stack.apiUrl}${path}`, { ...init, headers, signal: AbortSignal.timeout(answeredMs) });
  };
  await simulatorAdmin(stack.simulatorUrl).latency(1_500);
  const files = [{ name: 'chat.txt', content: whatsappChat(30) }];
  const { run } = await user.train(avatar.id, { files });
  await user.runUntil(run.id, ({ progress }) => progress.phase === 'pattern_analysis');
  const { pid } = stack.process('postgres');
  if (pid === undefined) throw new Error('PostgreSQL does not run');
  const goOn = await freezeServer(pid);
  onTestFinished(goOn);

  const asked = [
    ...Array.from({ length: 20 }, () => ask('/api/avatars')),
    ask('/api/avatars', { method: 'POST', body: JSON.stringify({ name: 'Brock' }) }),
    ask('/api/training/download/jsonl'),
    ask('/readyz'),
  ];
  expect((await ask('/healthz')).status).toBe(200);
  for (const answer of await Promise.all(asked)) {
    expect(answer.status, answer.url).toBe(503);
    expect(Number(answer.headers.get('retry-after')), answer.url).toBeGreaterThan(0);
    const problem = problemDetailsSchema.parse(await answer.json());
    expect(problem).toMatchObject({ code: 'database_unavailable' });
  }
  const workflow = new Client({ connection: temporal }).workflow.getHandle(run.id);
  // An answer that was paid for is kept for a minute, until it can be recorded.
  const triedAgain = async () => {
    const { pendingActivities } = (await workflow.describe()).raw;
    const type = 'database_unavailable';
    expect(pendingActivities).toMatchObject([{ lastFailure: { applicationFailureInfo: { type } } }]);
  };
  await vi.waitFor(triedAgain, { timeout: 150_000, interval: 500 });

  goOn();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(`/api/avatars/${avatar.id}`)));
  for (const answer of answers) expect(await answer.json()).toMatchObject({ id: avatar.id, name: 'Ash' });
  expect((await ask('/readyz')).status).toBe(200);
  expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
}, 300_000);
