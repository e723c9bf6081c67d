import { parseArgs } from 'node:util';
import { signDevelopmentToken } from '@understudy/stack/secrets/development-token';
import { z } from 'zod';
import { ApiClient } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { fineTuningOf } from './support/fine-tuning.ts';
import { centerOf } from './support/training-center.ts';
import { linesOf, trainingFilesOf } from './support/training-files.ts';

/**
 * Does once, as a user of a deployment, what the product is for, and says what it did:
 * `JWT_SECRET=… node tests/src/try-product.ts http://127.0.0.1:3000`. What it makes belongs to a user of its own.
 */
const apiUrl = z.url().parse(parseArgs({ allowPositionals: true }).positionals[0]);
const secret = z.string().min(32).parse(process.env['JWT_SECRET']);
const name = `try-${String(Date.now())}`;
const user = new ApiClient(apiUrl, name, await signDevelopmentToken(secret, name, '1h'));

async function tried(what: string, work: () => Promise<string>): Promise<void> {
  const from = performance.now();
  const seen = await work();
  process.stdout.write(`ok  ${what}: ${seen} (${((performance.now() - from) / 1000).toFixed(1)} s)\n`);
}

/** Ends the program with a message where something is not as it has to be. */
function expected(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const files = trainingFilesOf(user);
const fineTuning = fineTuningOf(user);
const center = centerOf(user);
let avatarId = '';

await tried('training session', async () => {
  const avatar = await fineTuning.trainedAvatar();
  avatarId = avatar.id;
  const { run } = await user.session(avatar.sessionId);
  expected(run.status === 'completed', `The session ended as ${run.status}`);
  return run.status;
});
await tried(
  'chat',
  async () => `${String((await fineTuning.chat(avatarId, 'Hello')).reply.length)} characters`,
);
await tried('auto-train batch, stored in memory', async () => {
  const batch = await batchesOf(user).start({
    num_examples: 100,
    genres: ['fantasy', 'mystery'],
    store_in_memory: true,
  });
  const { status } = await user.runEnded(batch.run.id);
  const examples = (await batchesOf(user).items(batch.id)).length;
  expected(status === 'completed' && examples === 100, `${status}, ${String(examples)} of 100 examples`);
  return `${String(examples)} examples`;
});
await tried('import', async () => {
  await center.addMany(5_000);
  return '5,000 examples';
});
for (const format of ['jsonl', 'csv', 'parquet']) {
  await tried(`download of ${format}`, async () => {
    const { status, text } = await center.download(format);
    expected(status === 200 && text.length > 10_000, `${String(status)}: ${text.slice(0, 200)}`);
    return `${String(text.length)} characters`;
  });
}
await tried('enrichment, training file, its signed download', async () => {
  const file = await files.create('Try', await files.enriched(3, 4));
  return `${String(linesOf(await files.download(file.id, 'jsonl')).length)} lines`;
});
await tried('fine-tune', async () => {
  const job = await fineTuning.ended(await fineTuning.start(avatarId));
  expected(job.status === 'succeeded', `The job ended as ${job.status}`);
  return job.status;
});
await tried('web page', async () => {
  const { status, headers } = await fetch(`${apiUrl}/training.html`);
  expected(
    status === 200 && headers.get('content-type')?.includes('text/html') === true,
    `It is ${String(status)}`,
  );
  return String(status);
});
