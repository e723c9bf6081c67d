import { openAsBlob } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const fileSchema = z.object({ id: z.string(), status: z.string() });
const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  error: z.looseObject({ message: z.string().nullable().optional() }).nullable().optional(),
});

/** A model that the simulator tunes as the service does. */
const model = 'gpt-4o-mini-2024-07-18';

async function call(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...init, headers: { authorization: 'Bearer check', ...init.headers } });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}: ${JSON.stringify(body)}`);
  return body;
}

/**
 * Uploads a chat file to the provider's file endpoint and has a job validate it, as a fine-tune does.
 *
 * @returns what became of it: the status behind `validating_files`, or why it was refused
 */
export async function validateChatFile(providerUrl: string, file: string): Promise<string> {
  const form = new FormData();
  form.append('purpose', 'fine-tune');
  form.append('file', await openAsBlob(file), 'chat.jsonl');
  const uploaded = fileSchema.parse(await call(`${providerUrl}/v1/files`, { method: 'POST', body: form }));
  const jobs = `${providerUrl}/v1/fine_tuning/jobs`;
  const body = JSON.stringify({ model, training_file: uploaded.id });
  const headers = { 'content-type': 'application/json' };
  let job = jobSchema.parse(await call(jobs, { method: 'POST', body, headers }));
  const deadline = performance.now() + 60_000;
  while (['validating_files', 'queued'].includes(job.status) && performance.now() < deadline) {
    await wait(200);
    job = jobSchema.parse(await call(`${jobs}/${job.id}`, {}));
  }
  if (job.status === 'failed') return `failed: ${job.error?.message ?? 'no reason'}`;
  await call(`${jobs}/${job.id}/cancel`, { method: 'POST' }).catch(() => undefined);
  return job.status;
}
