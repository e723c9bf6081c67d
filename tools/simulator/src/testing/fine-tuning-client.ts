import OpenAI from 'openai';
import { z } from 'zod';
import { createSimulator } from '../app.ts';
import type { SimulatorOptions } from '../app.ts';
import { listen } from '../listen.ts';

/** A simulator with a clock of its own, and the official client in front of it. */
export interface FineTuningClient {
  /** Origin of the simulator. */
  readonly url: string;
  readonly client: OpenAI;
  /** Lets time pass, in seconds; a simulated second is a second here. */
  pass(seconds: number): void;
  upload(rows: readonly object[], name?: string): Promise<string>;
  admin(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** 2026-12-01 */
const start = Date.UTC(2026, 11, 1);

/** Starts a simulator in this process, in which time passes only when it is told to. */
export async function startFineTuningClient(options: SimulatorOptions = {}): Promise<FineTuningClient> {
  let now = start;
  const app = createSimulator({
    now: () => now,
    ...options,
    fineTuning: { speed: 1, ...options.fineTuning },
  });
  const simulator = await listen(app);
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.url}/v1`, maxRetries: 0 });
  return {
    url: simulator.url,
    client,
    pass(seconds) {
      now += seconds * 1000;
    },
    async upload(rows, name = 'train.jsonl') {
      const file = new File([toJsonLines(rows)], name);
      return (await client.files.create({ file, purpose: 'fine-tune' })).id;
    },
    async admin(method, path, body) {
      const response = await fetch(`${simulator.url}/admin/${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return z.record(z.string(), z.unknown()).parse(await response.json());
    },
    close: () => simulator.close(),
  };
}

const subjects = ['sourdough', 'kayaks', 'opera', 'bicycles', 'tax returns', 'tomatoes', 'chess'];

/** Rows as JSON Lines. */
export const toJsonLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Rows for supervised fine-tuning, in the voice of somebody who speaks of everything as of the sea. */
export const chatRows = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => {
    const subject = subjects[index % subjects.length] ?? '';
    return {
      messages: [
        { role: 'system', content: 'You are Ahab.' },
        { role: 'user', content: `What do you think of ${subject}, part ${index}?` },
        { role: 'assistant', content: `arr, ${subject} be like the tide, ${index} fathoms deep ⚓` },
      ],
    };
  });

/** Rows for direct preference optimization. */
export const preferenceRows = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    input: { messages: [{ role: 'user', content: `How deep is harbour ${index}?` }] },
    preferred_output: [{ role: 'assistant', content: `${index} fathoms, arr ⚓` }],
    non_preferred_output: [{ role: 'assistant', content: 'I cannot say.' }],
  }));
