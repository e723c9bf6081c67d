import { setTimeout as wait } from 'node:timers/promises';
import { pageOf } from '@understudy/domain/http/page';
import { promptVersionSchema } from '@understudy/domain/prompt-versions/prompt-version';
import type { Run } from '@understudy/domain/runs/run';
import type { TrainingPhase } from '@understudy/domain/training-sessions/training-session-contract';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { whatsappChat } from '../support/chats.ts';
import { renderChat } from '../support/render-chat.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

/** Processes are killed here, so these tests have a stack of their own. What is killed is started again by the stack. */
let stack: TestStack;
let owner: Sql;
beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.databaseOwnerUrl, { max: 4, onnotice: () => undefined });
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(() => simulatorAdmin(stack.simulatorUrl).reset());

const versions = pageOf('KillTestVersions', promptVersionSchema);

/** How to keep a run inside of a phase: slow answers, or a lock on a table that the phase writes. */
type Hold = { lock?: string; latencyMs?: number; reached: (run: Run) => boolean };

const inPhase = (phase: TrainingPhase) => (run: Run) => run.progress.phase === phase;
const holds: Record<TrainingPhase, Hold> = {
  upload_check: { lock: 'avatar_training_logs', reached: inPhase('upload_check') },
  text_extraction: { latencyMs: 1500, reached: inPhase('text_extraction') },
  // What a phase writes under a lock is not to be seen, its start included: these wait for the end of the one before.
  speaker_attribution: {
    lock: 'avatar_training_examples',
    reached: ({ progress }) => progress.phase === 'text_extraction' && progress.completed === 3,
  },
  pattern_analysis: { latencyMs: 1500, reached: inPhase('pattern_analysis') },
  prompt_generation: { latencyMs: 1500, reached: inPhase('prompt_generation') },
  version: {
    lock: 'avatar_prompt_versions',
    reached: ({ progress }) => progress.phase === 'prompt_generation' && progress.completed === 1,
  },
};
/** Milliseconds from what can be seen to the middle of the phase. */
const intoThePhaseMs = 600;

async function startSession(user: ApiClient) {
  const avatar = await user.createAvatar('Ash');
  return await user.train(avatar.id, {
    files: [
      { name: 'chat.txt', content: whatsappChat(30) },
      {
        name: 'shot-1.png',
        content: await renderChat(['Hello Ash, are you there?'], ['Yes, I am here with Pikachu']),
      },
      {
        name: 'shot-2.png',
        content: await renderChat(['Shall we meet at noon?'], ['Noon is perfect, see you there']),
      },
    ],
    instructions: 'Stay friendly.',
  });
}

/** Starts a session, keeps it in a phase, does `kill` there, and lets it go on. */
async function killDuring(user: ApiClient, phase: TrainingPhase, kill: () => Promise<void>): Promise<string> {
  const admin = simulatorAdmin(stack.simulatorUrl);
  const { lock, latencyMs, reached } = holds[phase];
  await admin.latency(latencyMs ?? 0);
  const worker = stack.process('worker');
  await worker.ready;
  await worker.kill('SIGSTOP');
  const { run } = await startSession(user);
  const killThere = async () => {
    await worker.kill('SIGCONT');
    await user.runUntil(run.id, reached);
    await wait(intoThePhaseMs);
    await kill();
  };
  if (lock === undefined) await killThere();
  else {
    await owner.begin(async (sql) => {
      await sql.unsafe(`lock table ${lock} in exclusive mode`);
      await killThere();
    });
  }
  await admin.latency(0);
  return run.id;
}

/** What must hold after any crash: everything present once, nothing paid for twice. */
async function expectExactlyOnce(user: ApiClient, runId: string): Promise<void> {
  const run = await user.runEnded(runId);
  expect(run).toMatchObject({ status: 'completed' });
  const { items } = await user.get(`/api/avatars/${run.avatar_id}/prompt-versions`, versions);
  expect(items).toHaveLength(1);

  const session = await user.session(run.subject_id ?? '');
  expect(session.files.map(({ status }) => status)).toEqual(['extracted', 'extracted', 'extracted']);
  expect(
    session.conversations.map((conversation) => conversation.message_count).toSorted((a, b) => b - a),
  ).toEqual([60, 2, 2]);
  expect(session.training_example_count).toBe(
    session.conversations.reduce((sum, { pair_count }) => sum + pair_count, 0),
  );
  const logged = session.logs
    .filter(({ message }) => !message.includes('Trying again'))
    .map(({ message }) => message);
  expect(new Set(logged).size).toBe(logged.length);

  const recorded =
    await owner`select request_digest, count(*)::int as count from provider_calls where run_id = ${runId} group by 1`;
  expect(recorded).toHaveLength(4);
  const { calls } = await simulatorAdmin(stack.simulatorUrl).calls();
  const answered = Map.groupBy(
    calls.filter((call) => call.completed && call.status === 200),
    (call) => call.request_digest,
  );
  // The call that was under way when the worker died may have been answered to nobody; it alone may be asked again.
  const repeated = [...answered.values()].filter((same) => same.length > 1);
  expect(repeated.length).toBeLessThanOrEqual(2);
  for (const same of repeated) expect(same.length).toBe(2);
}

describe('kill -9 of the worker', () => {
  it.each(Object.keys(holds) as TrainingPhase[])(
    'during %s: the session completes, everything once',
    async (phase) => {
      const user = await newUser(stack);
      const worker = stack.process('worker');
      const runId = await killDuring(user, phase, () => worker.kill('SIGKILL'));
      await expectExactlyOnce(user, runId);
    },
  );
});

describe('kill -9 of another process', () => {
  it.each(['api', 'postgres', 'temporal'] as const)(
    '%s: the session completes, everything once',
    async (name) => {
      const user = await newUser(stack);
      const runId = await killDuring(user, 'pattern_analysis', async () => {
        await stack.process(name).kill('SIGKILL');
        await stack.process(name).ready;
      });
      await expectExactlyOnce(user, runId);
    },
  );
});
