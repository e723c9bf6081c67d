import { writeFile } from 'node:fs/promises';
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

/** Imports a file of JSON lines; every line must be taken. */
export async function importLines(access: ApiAccess, name: string, lines: readonly object[]): Promise<void> {
  const form = new FormData();
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

/** Downloads the examples in a format into a file. */
export async function downloadTo(access: ApiAccess, format: string, file: string): Promise<void> {
  const response = await ask(access, `/api/training/download/${format}`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
}
