import { setTimeout as wait } from 'node:timers/promises';
import { unwrap } from '../src/answer.ts';
import { ApiError } from '../src/api-error.ts';
import { createUnderstudyClient } from '../src/understudy-client.ts';

/** Makes a training file of all conversations of the user, and prints its first pair. */
async function main(): Promise<void> {
  const understudy = createUnderstudyClient({
    baseUrl: process.env['API'] ?? 'http://localhost:3000',
    token: process.env['TOKEN'] ?? null,
  });

  const { items: conversations } = await unwrap(understudy.api.GET('/api/conversations'));
  const ids = conversations.map(({ conversation_id }) => conversation_id);
  if (conversations.some(({ enrichment_status }) => enrichment_status !== 'completed')) {
    const body = { conversation_ids: ids };
    const { enrichment } = await unwrap(understudy.api.POST('/api/enrichments', { body }));
    let { run } = enrichment;
    while (run.finished_at === null) {
      await wait(500);
      run = await unwrap(understudy.api.GET('/api/runs/{id}', { params: { path: { id: run.id } } }));
    }
  }

  let file = await understudy.createTrainingFile({
    name: 'production_training_batch_001',
    description: 'First production training batch',
    conversation_ids: ids,
  });
  while (file.status === 'building') {
    await wait(500);
    file = await understudy.getTrainingFile(file.id);
  }

  const response = await fetch(await understudy.getDownloadUrl(file.jsonl_file_path));
  const [firstPair] = (await response.text()).split('\n');
  process.stdout.write(`${file.total_training_pairs} pairs, the first:\n${firstPair ?? ''}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  for (const { field, message } of error.faults) process.stderr.write(`  ${field}: ${message}\n`);
  process.exitCode = 1;
}
