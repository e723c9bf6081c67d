import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '@understudy/stack/repository';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { fineTuningOf } from '../support/fine-tuning.ts';
import { missingLine, openShell, readRunbook } from '../support/runbook.ts';
import { workerVariables } from '../support/worker-process.ts';

/** Every command of docs/operations.md, in order, against a stack with a person whose runs are under way. */
let stack: TestStack;
let shell: ReturnType<typeof openShell>;
let user: ApiClient;

beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '1' } });
  user = await newUser(stack);
  await seed();
  const storage = join(stack.stateFolder, 'storage');
  shell = openShell(repositoryRoot, {
    ...workerVariables(stack),
    WORKFLOW_BUNDLE: join(repositoryRoot, 'apps/worker/dist/workflow-bundle.js'),
    API: stack.apiUrl,
    DATABASE_OWNER_URL: stack.databaseOwnerUrl,
    STORAGE_FOLDER: storage,
    USER_ID: user.user,
    TOKEN: user.token,
  });
});
afterAll(async () => {
  shell?.close();
  await stack?.stop();
  const left = ['worker-2.log', 'understudy.dump', 'understudy-files.tar'];
  await Promise.all(left.map((name) => rm(join(repositoryRoot, name), { force: true })));
});

/** A session that has ended, a fine-tune that trains without an end, and a batch whose calls take long. */
async function seed(): Promise<void> {
  const { id: avatarId } = await fineTuningOf(user).trainedAvatar(1, 40);
  await tuningAdmin(stack.simulatorUrl).settings({ example_s: 1_000, speed: 100 });
  const jobId = await fineTuningOf(user).start(avatarId);
  await fineTuningOf(user).until(jobId, ({ status }) => status === 'running');
  await simulatorAdmin(stack.simulatorUrl).latency(3_000);
  const { run } = await batchesOf(user).start({ num_examples: 200, concurrency: 2 });
  await user.runUntil(run.id, ({ progress }) => progress.phase === 'generating');
}

const steps = readRunbook(await readFile(join(repositoryRoot, 'docs/operations.md'), 'utf8'));

describe('the runbook', () => {
  it('has commands for what operators have to do', () => {
    expect(steps.length).toBeGreaterThan(15);
  });

  it.each(steps.map((step, index) => ({ ...step, name: `${String(index + 1)}: ${step.section}` })))(
    'works as printed, step $name',
    async ({ commands, prints }) => {
      const { code, lines } = await shell.run(commands);
      const printed = `${commands}\n\nprinted:\n${lines.join('\n')}`;
      expect(code, printed).toBe(0);
      expect(missingLine(prints, lines), printed).toBeUndefined();
    },
    40_000,
  );
});
