import { setTimeout as wait } from 'node:timers/promises';
import { avatarSchema, type Avatar } from '@understudy/domain/avatars/avatar';
import { problemDetailsSchema, type ProblemDetails } from '@understudy/domain/errors/problem-details';
import { isEnded, runSchema, type Run } from '@understudy/domain/runs/run';
import {
  trainingSessionSchema,
  type TrainingSession,
} from '@understudy/domain/training-sessions/training-session';
import { signDevelopmentToken } from '@understudy/stack/secrets/development-token';
import type { z } from 'zod';
import type { StackAddresses } from './addresses.ts';

/** An answer as it came. */
export type ApiAnswer = { status: number; headers: Headers; body: unknown };

/** What is uploaded to train with. */
export type TrainingUpload = {
  files?: readonly { name: string; content: string | Uint8Array }[];
  instructions?: string;
  avatarSpeaker?: string;
  idempotencyKey?: string;
};

let users = 0;

/** A user of the API whom no other test knows: tests are kept apart by their users. */
export async function newUser(stack: StackAddresses): Promise<ApiClient> {
  users += 1;
  const user = `test-${process.pid}-${users}-${Math.round(performance.now())}`;
  const token = await signDevelopmentToken(stack.developmentSecret, user);
  return new ApiClient(stack.apiUrl, user, token);
}

/** The API as a program of a user would call it, with every answer parsed by the published schema. */
export class ApiClient {
  readonly apiUrl: string;
  readonly user: string;
  readonly token: string;

  constructor(apiUrl: string, user: string, token: string) {
    this.apiUrl = apiUrl;
    this.user = user;
    this.token = token;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** A request that must succeed, with its answer parsed. */
  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    return schema.parse(accepted(await this.send('GET', path)).body);
  }

  async post<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    body?: unknown,
  ): Promise<z.infer<Schema>> {
    return schema.parse(accepted(await this.send('POST', path, body ?? {})).body);
  }

  async createAvatar(name = 'Ash'): Promise<Avatar> {
    return await this.post('/api/avatars', avatarSchema, {
      name,
      backstory: 'Trained in a test.',
      traits: ['brave'],
    });
  }

  async upload(avatarId: string, upload: TrainingUpload): Promise<ApiAnswer> {
    const form = new FormData();
    for (const { name, content } of upload.files ?? [])
      form.append('files[]', new Blob([Buffer.from(content)]), name);
    if (upload.instructions !== undefined) form.append('instructions', upload.instructions);
    if (upload.avatarSpeaker !== undefined) form.append('avatar_speaker', upload.avatarSpeaker);
    return await this.send('POST', `/api/avatars/${avatarId}/training-sessions`, form, {
      ...(upload.idempotencyKey === undefined ? {} : { 'idempotency-key': upload.idempotencyKey }),
    });
  }

  /** Starts a training session that must be accepted. */
  async train(avatarId: string, upload: TrainingUpload): Promise<TrainingSession> {
    const answer = await this.upload(avatarId, upload);
    if (answer.status !== 202)
      throw new Error(`Not accepted: ${answer.status} ${JSON.stringify(answer.body)}`);
    return trainingSessionSchema.parse(answer.body);
  }

  session = (id: string): Promise<TrainingSession> =>
    this.get(`/api/training-sessions/${id}`, trainingSessionSchema);

  run = (id: string): Promise<Run> => this.get(`/api/runs/${id}`, runSchema);

  /** Asks until the run is as wanted; a server that is away for a moment is asked again. */
  async runUntil(id: string, wanted: (run: Run) => boolean, withinMs = 120_000): Promise<Run> {
    const deadline = performance.now() + withinMs;
    let last: unknown;
    while (performance.now() < deadline) {
      try {
        const run = await this.run(id);
        if (wanted(run)) return run;
        last = run;
      } catch (error) {
        last = error;
      }
      await wait(40);
    }
    throw new Error(
      `The run did not get there within ${withinMs} ms: ${JSON.stringify(last) ?? String(last)} ${String(last)}`,
    );
  }

  runEnded = (id: string, withinMs?: number): Promise<Run> =>
    this.runUntil(id, (run) => isEnded(run.status), withinMs);
}

/** The problem details of a refused request. */
export function problemOf(answer: ApiAnswer): ProblemDetails {
  return problemDetailsSchema.parse(answer.body);
}

function accepted(answer: ApiAnswer): ApiAnswer {
  if (answer.status >= 300) throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
