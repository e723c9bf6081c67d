import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { downloadTo, startFineTune, uploadedTrainingFile, type ApiAccess } from './api.ts';
import type { CheckResult } from './check-result.ts';
import { runPython } from './virtual-environment.ts';

const jobSchema = z.object({
  file: z.string(),
  status: z.string(),
  model: z.string().nullable(),
  events: z.int(),
  checkpoints: z.int(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
});

/**
 * Has OpenAI's own Python package upload files that the project has exported, and train on them until the job has
 * succeeded: the downloads for chats and for pairs, and the training file that a fine-tune has prepared and uploaded.
 */
export async function checkOpenAIClient({
  access,
  providerUrl,
  python,
  folder,
  avatarId,
}: {
  access: ApiAccess;
  providerUrl: string;
  python: string;
  folder: string;
  avatarId: string;
}): Promise<CheckResult> {
  const prepared = await uploadedTrainingFile(access, await startFineTune(access, avatarId));
  const files = [];
  for (const [format, method] of [
    ['chat', 'supervised'],
    ['preference', 'dpo'],
  ] as const) {
    const path = join(folder, `for-openai-${format}.jsonl`);
    await downloadTo(access, format, path);
    files.push({ name: `download as ${format}`, method, path });
  }
  const manifest = join(folder, 'openai.json');
  await writeFile(manifest, JSON.stringify({ base_url: `${providerUrl}/v1`, files, prepared }));
  const jobs = await runPython(python, 'fine_tune_with_openai.py', [manifest], jobSchema);
  return {
    title: 'The official openai package trains on files that the project exported',
    lines: jobs.map(describe),
    passed:
      jobs.length === files.length + 1 &&
      jobs.every(({ status, answer }) => status === 'succeeded' && answer !== null),
  };
}

function describe({ file, status, model, events, checkpoints, error }: z.infer<typeof jobSchema>): string {
  const found = `${String(events)} events, ${String(checkpoints)} checkpoints, ${model ?? 'no model'}`;
  return `${file.padEnd(24)}${status.padEnd(11)}${error ?? found}`;
}
