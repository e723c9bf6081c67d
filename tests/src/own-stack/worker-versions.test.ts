import { trainLoraWorkflow } from '@understudy/domain/lora/train-lora-contract';
import type { TrainLoraInput, TrainLoraResult } from '@understudy/domain/lora/train-lora-input';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import type { ExtraWorker } from '@understudy/stack/testing/extra-worker';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { whatsappChat } from '../support/chats.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { fineTuningOf } from '../support/fine-tuning.ts';
import { bundleNextVersion, patchOfNextVersion, type NextVersion } from '../support/next-version.ts';
import { printMeasured } from '../support/print-measured.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { startWorker } from '../support/worker-process.ts';
import { workerVersionsOf } from '../support/worker-versions.ts';

/**
 * One deployment of a new version of the worker, told step by step: the stack's own worker is version one, and the next one
 * has changed workflow code.
 */
let stack: TestStack;
let next: NextVersion;
let versionTwo: ExtraWorker | undefined;
let versions: Awaited<ReturnType<typeof workerVersionsOf>>;
let user: ApiClient;
let batches: ReturnType<typeof batchesOf>;
let fineTuning: ReturnType<typeof fineTuningOf>;
// A pin does not outlive an execution, and a run that waits has a new one after four looks.
const environment = { FINE_TUNE_POLL_SECONDS: '8' };
/** Runs that version one has begun, by what they are in the middle of when version two comes. */
const inFlight = { polled: '', pinned: '', paused: '', generating: '', session: '' };

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  [stack, next] = await Promise.all([
    startStack({ environment: { ...environment, WORKER_BUILD_ID: '1' } }),
    bundleNextVersion(),
  ]);
  stack.process('worker').autoRestart = false;
  versions = await workerVersionsOf(stack.temporalAddress);
  user = await newUser(stack);
  batches = batchesOf(user);
  fineTuning = fineTuningOf(user);
});
afterAll(async () => {
  await versionTwo?.stop();
  await versions?.close();
  await stack?.stop();
  await next?.remove();
});

/** Training in simulated seconds, of which `speed` pass in one: first without an end to be seen, then over at once. */
const endless = { validating_s: 20, queued_s: 10, example_s: 100, finishing_s: 5, speed: 100 };
const atOnce = { speed: 100_000 };
const ensemble = [{ model: 'gpt-5.4-mini' }];
const smallBatch = { num_examples: 12, concurrency: 3, ensemble };

async function startRuns(): Promise<void> {
  const [one, other] = await Promise.all([fineTuning.trainedAvatar(1, 40), fineTuning.trainedAvatar(1, 40)]);
  await tuningAdmin(stack.simulatorUrl).settings(endless);
  inFlight.polled = await fineTuning.start(one.id);
  inFlight.pinned = await fineTuning.start(other.id);
  await fineTuning.until(inFlight.polled, ({ status }) => status === 'running');
  await fineTuning.until(inFlight.pinned, ({ status }) => status === 'running');

  // Calls of models take so long that whoever made them is stopped first.
  const match = { path: '/v1/chat/completions' };
  await simulatorAdmin(stack.simulatorUrl).inject({
    kind: 'latency',
    times: null,
    latency_ms: 50_000,
    match,
  });
  const paused = await batches.start(smallBatch);
  await user.runUntil(paused.run.id, ({ status }) => status === 'running');
  await batches.steer(paused.run.id, 'pause');
  inFlight.paused = paused.run.id;

  const generating = await batches.start(smallBatch);
  await user.runUntil(generating.run.id, ({ progress }) => progress.phase === 'generating');
  inFlight.generating = generating.run.id;
  const avatar = await user.createAvatar('Ash');
  const session = await user.train(avatar.id, { files: [{ name: 'chat.txt', content: whatsappChat(30) }] });
  await user.runUntil(session.run.id, ({ progress }) => progress.phase === 'pattern_analysis');
  inFlight.session = session.run.id;
}

/** Runs one training of a LoRA adapter where a trainer without a version serves its queue, as apps/trainer does. */
async function trainWithUnversionedTrainer(): Promise<TrainLoraResult> {
  const connection = await NativeConnection.connect({ address: stack.temporalAddress });
  const trained = { adapterKey: 'a/b', steps: 1, trainLoss: null, validLoss: null, trainedTokens: 1 };
  const trainer = await Worker.create({
    connection,
    taskQueue: taskQueues.loraTraining,
    activities: { trainLoraAdapter: () => Promise.resolve(trained) },
  });
  const input: Pick<TrainLoraInput, 'userId' | 'jobId'> = { userId: user.user, jobId: 'versions' };
  const result: TrainLoraResult = await trainer.runUntil(
    versions.client.workflow.execute(trainLoraWorkflow, {
      workflowId: 'lora-of-version-test',
      taskQueue: taskQueues.orchestration,
      args: [input],
    }),
  );
  await connection.close();
  return result;
}

describe('a deployment of a new version, with runs in flight', () => {
  it('gives version one no work before it is the current version', async () => {
    const { run } = await batches.start(smallBatch);
    expect(await versions.versionOf(run.id)).toBeUndefined();
    expect(await versions.makeCurrent('1')).toBe('Version 1 of understudy is current. Before: unversioned.');
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await versions.versionOf(run.id)).toBe('1');
    expect(await versions.isAtWork()).toBe('All queues are polled.');
  });

  it('lets version one go on until version two is current', async () => {
    versionTwo = await startWorker(stack, 'worker-two', {
      ...environment,
      WORKER_BUILD_ID: '2',
      WORKFLOW_BUNDLE: next.bundle,
    });
    await startRuns();
    for (const id of Object.values(inFlight)) expect(await versions.versionOf(id)).toBe('1');
    await versions.pin(inFlight.pinned, '1');
    for (const id of Object.values(inFlight))
      expect((await user.run(id)).status).toMatch(/^(running|paused)$/);
    expect(await versions.makeCurrent('2')).toBe('Version 2 of understudy is current. Before: 1.');
    expect(await versions.makeCurrent('2')).toBe('Version 2 of understudy is current. Before: 2.');
  });

  it('keeps a run on version one where an operator has pinned it; one that is polled goes over', async () => {
    // The list of workflows follows them a moment later.
    await expect.poll(() => versions.countPinned('1'), { timeout: 20_000 }).toBe(1);
    await tuningAdmin(stack.simulatorUrl).settings(atOnce);
    for (const id of [inFlight.pinned, inFlight.polled])
      expect(await user.runEnded(id), id).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await versions.hasPatch(inFlight.pinned, patchOfNextVersion)).toBe(false);
    expect(await versions.versionOf(inFlight.pinned)).toBe('1');
    expect(await versions.hasPatch(inFlight.polled, patchOfNextVersion)).toBe(true);
    expect(await versions.versionOf(inFlight.polled)).toBe('2');
  });

  it('starts new runs on version two, whose activities are its own; the trainer, which has no version, gets work', async () => {
    await simulatorAdmin(stack.simulatorUrl).clearFaults();
    const { run } = await batches.start(smallBatch);
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await versions.hasPatch(run.id, patchOfNextVersion)).toBe(true);
    expect(await versions.versionOf(run.id)).toBe('2');
    expect(await trainWithUnversionedTrainer()).toMatchObject({ adapterKey: 'a/b' });
    expect(await versions.versionOf('lora-of-version-test')).toBe('2');
  });

  it('lets version one be stopped when nothing is pinned to it: what it had under way goes on with version two', async () => {
    await expect.poll(() => versions.countPinned('1'), { timeout: 15_000 }).toBe(0);
    const stoppedAt = performance.now();
    await stack.process('worker').kill('SIGTERM');
    await expect.poll(() => stack.process('worker').pid, { timeout: 20_000 }).toBeUndefined();
    printMeasured(`version one ended in ${Math.round(performance.now() - stoppedAt)} ms`);
    await batches.steer(inFlight.paused, 'resume');
    for (const id of [inFlight.paused, inFlight.generating, inFlight.session]) {
      expect(await user.runEnded(id), id).toMatchObject({ status: 'completed', attempt: 1 });
      expect(await versions.hasPatch(id, patchOfNextVersion), id).toBe(true);
      expect(await versions.versionOf(id), id).toBe('2');
    }
  });
});
