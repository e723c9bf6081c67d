import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import { z } from 'zod';
import { benchModel } from '../auto-train/batch-shape.ts';
import { newUser } from '../clients/api-client.ts';
import { generateChat } from '../sessions/generate-chat.ts';
import { avatarName } from '../sessions/session-shape.ts';

/** Somebody with an avatar, ready to start runs. */
export interface Starter {
  readonly user: string;
  readonly token: string;
  readonly avatarId: string;
}

/** A request that starts a run, as `fetch` takes it. */
export interface StartRequest {
  readonly path: string;
  readonly request: RequestInit;
}

/** Makes so many users with an avatar each. */
export async function newStarters(stack: TestStack, count: number): Promise<Starter[]> {
  return await pMap(
    Array.from({ length: count }),
    async () => {
      const client = await newUser(stack, 'scale');
      return { user: client.user, token: client.token, avatarId: await client.createAvatar(avatarName) };
    },
    { concurrency: 4 },
  );
}

let lastSeed = Date.now() % 1_000_000_000;

/** `POST /auto-train`: a batch of so many examples by one model, which no other request has asked for. */
export function batchRequest({ user, token }: Starter, examples: number): StartRequest {
  lastSeed += 1;
  const wanted = {
    user_id: user,
    num_examples: examples,
    seed: lastSeed,
    concurrency: Math.min(examples, 5),
    ensemble: [{ model: benchModel }],
  };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return { path: '/auto-train', request: { method: 'POST', headers, body: JSON.stringify(wanted) } };
}

/** `POST /api/avatars/:id/training-sessions`: one chat of 20 messages, as a form with a file. */
export function sessionRequest({ token, avatarId }: Starter): StartRequest {
  lastSeed += 1;
  const form = new FormData();
  form.append('files[]', new Blob([generateChat({ messages: 20, seed: lastSeed })]), 'chat.txt');
  form.append('instructions', 'Keep answers short.');
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
  return {
    path: `/api/avatars/${avatarId}/training-sessions`,
    request: { method: 'POST', headers, body: form },
  };
}

const startedSchema = z.object({ run: z.object({ id: z.uuid() }) });

/**
 * Sends a request and reads the whole answer.
 *
 * @returns the ID of the run that was started
 * @throws Error where the answer is not 202
 */
export async function startRun(stack: TestStack, { path, request }: StartRequest): Promise<string> {
  const response = await fetch(`${stack.apiUrl}${path}`, request);
  const body = await response.text();
  if (response.status !== 202) throw new Error(`${path} answered ${String(response.status)}: ${body}`);
  return startedSchema.parse(JSON.parse(body)).run.id;
}
