import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { createFineTuneJobResponseSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTuneFilesSchema } from '@understudy/domain/fine-tune/contracts/job-details';
import { exampleDetailSchema } from '@understudy/domain/training-center/contracts/add-example';
import { trainingImportSchema } from '@understudy/domain/training-center/contracts/import-examples';
import { listExamplesResponseSchema } from '@understudy/domain/training-center/contracts/list-examples';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { z } from 'zod';

/** Where the API is, and who asks. */
export type ApiAccess = { url: string; token: string };

async function ask(access: ApiAccess, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${access.token}`);
  const response = await fetch(`${access.url}${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
  return response;
}

async function read<Schema extends z.ZodType>(
  access: ApiAccess,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return schema.parse(await (await ask(access, path)).json());
}

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Makes an avatar; its ID. */
export async function createAvatar(access: ApiAccess, name: string): Promise<string> {
  return avatarSchema.parse(await (await ask(access, '/api/avatars', json({ name }))).json()).id;
}

/** Imports a file of JSON lines for an avatar; every line must be taken. */
export async function importLines(
  access: ApiAccess,
  { avatarId, name, lines }: { avatarId: string; name: string; lines: readonly object[] },
): Promise<void> {
  const form = new FormData();
  form.append('avatar_id', avatarId);
  form.append('near_duplicates', 'keep');
  form.append('duplicates', 'keep');
  form.append('file', new Blob([lines.map((line) => JSON.stringify(line)).join('\n')]), name);
  const init = { method: 'POST', body: form, headers: { prefer: 'wait=60' } };
  const answer = await ask(access, '/api/training/upload', init);
  const { counts } = trainingImportSchema.parse(await answer.json());
  if (counts.imported !== lines.length) throw new Error(`${name}: ${JSON.stringify(counts)}`);
}

/** All examples of the user as the API lists them, each with its texts there and all of its turns. */
export async function listAll(
  access: ApiAccess,
): Promise<{ instruction: string; response: string; content: TrainingExample }[]> {
  const { examples } = await read(access, '/api/training/examples?limit=200', listExamplesResponseSchema);
  const found = [];
  for (const { id, instruction, response } of examples) {
    const { content } = await read(access, `/api/training/examples/${id}`, exampleDetailSchema);
    found.push({ instruction, response, content });
  }
  return found;
}

/** A file of the project as it stands at the provider. */
export type UploadedFile = { provider_file_id: string; sha256: string };

/** Starts a fine-tune job; its ID. */
export async function startFineTune(access: ApiAccess, avatarId: string): Promise<string> {
  const path = `/api/avatars/${avatarId}/fine-tune-jobs`;
  const answer = await ask(access, path, json({ base_model: 'gpt-4o-mini-2024-07-18' }));
  return createFineTuneJobResponseSchema.parse(await answer.json()).job_id;
}

/** The training file that a job has prepared, as soon as it is uploaded. */
export async function uploadedTrainingFile(access: ApiAccess, jobId: string): Promise<UploadedFile> {
  for (let patience = 300; patience > 0; patience -= 1) {
    const { files } = await read(access, `/api/fine-tune-jobs/${jobId}/files`, fineTuneFilesSchema);
    const { provider_file_id: id = null, sha256 = null } =
      files.find(({ purpose }) => purpose === 'training') ?? {};
    if (id !== null && sha256 !== null) return { provider_file_id: id, sha256 };
    await wait(100);
  }
  throw new Error(`Job ${jobId} has uploaded no training file within 30 s`);
}

/** Downloads the examples in a format into a file. */
export async function downloadTo(access: ApiAccess, format: string, file: string): Promise<void> {
  const response = await ask(access, `/api/training/download/${format}`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
}
