import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { createFineTuneJobResponseSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { runSchema, type Run } from '@understudy/domain/runs/run';
import {
  trainingSessionSchema,
  type TrainingSession,
} from '@understudy/domain/training-sessions/training-session';
import type { TestStack } from '@understudy/stack/test-stack';
import type { z } from 'zod';

/** What is uploaded to train with. */
export interface TrainingUpload {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly instructions?: string;
  /** Makes equal uploads different requests. */
  readonly idempotencyKey: string;
}

/** The API as the program of one user calls it; each answer is parsed by the published schema. */
export interface ApiClient {
  readonly user: string;
  readonly token: string;
  readonly createAvatar: (name: string) => Promise<string>;
  readonly train: (avatarId: string, upload: TrainingUpload) => Promise<TrainingSession>;
  /** Asks for a fine-tune job; its ID. */
  readonly fineTune: (avatarId: string, baseModel: string) => Promise<string>;
  readonly run: (id: string) => Promise<Run>;
  readonly pause: (runId: string) => Promise<Run>;
}

/** A client for a user whom nobody else is. */
export async function newUser(stack: TestStack, purpose: string): Promise<ApiClient> {
  const user = `bench-${purpose}-${crypto.randomUUID()}`;
  const token = await stack.token(user);
  const send = async <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: RequestInit = {},
  ): Promise<z.infer<Schema>> => {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`${stack.apiUrl}${path}`, { ...request, headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  };
  return {
    user,
    token,
    createAvatar: async (name) => (await send('/api/avatars', avatarSchema, json({ name }))).id,
    train: (avatarId, upload) =>
      send(`/api/avatars/${avatarId}/training-sessions`, trainingSessionSchema, {
        method: 'POST',
        headers: { 'idempotency-key': upload.idempotencyKey },
        body: formOf(upload),
      }),
    fineTune: async (avatarId, baseModel) => {
      const path = `/api/avatars/${avatarId}/fine-tune-jobs`;
      const request = json({ base_model: baseModel });
      return (await send(path, createFineTuneJobResponseSchema, request)).job_id;
    },
    run: (id) => send(`/api/runs/${id}`, runSchema),
    pause: (runId) => send(`/api/runs/${runId}/pause`, runSchema, json({})),
  };
}

function json(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function formOf({ files, instructions }: TrainingUpload): FormData {
  const form = new FormData();
  for (const { name, text } of files) form.append('files[]', new Blob([text]), name);
  if (instructions !== undefined) form.append('instructions', instructions);
  return form;
}
