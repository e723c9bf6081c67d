import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The provider simulator, as a process of its own on a free port. */
export type RunningSimulator = {
  url: string;
  /** How many calls were answered with success so far. */
  answered: () => Promise<number>;
  /** Makes calls go wrong, in the words of the simulator's README. */
  inject: (fault: {
    kind: string;
    times?: number;
    retry_after?: number;
    match?: Record<string, string>;
  }) => Promise<unknown>;
  /** Changes how long trainings take, in the words of the simulator's README. */
  tune: (settings: Record<string, number>) => Promise<unknown>;
  /** Forgets all calls and faults. */
  reset: () => Promise<unknown>;
  stop: () => Promise<void>;
};

const main = fileURLToPath(new URL('../../../../tools/simulator/src/main.ts', import.meta.url));
const callsSchema = z.object({
  calls: z.array(z.object({ status: z.int().nullable(), completed: z.boolean() })),
});

/** Starts the provider simulator. A process, because this library knows no tool. */
export async function startSimulator(): Promise<RunningSimulator> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, SIMULATOR_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child.stdout);
  const admin = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/admin/${path}`, {
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          }),
    });
    if (!response.ok) throw new Error(`The simulator refused ${path}: ${await response.text()}`);
    return await response.json().catch(() => null);
  };
  return {
    url,
    answered: async () => {
      const { calls } = callsSchema.parse(await admin('calls'));
      return calls.filter(({ status, completed }) => completed && status === 200).length;
    },
    inject: (fault) => admin('faults', fault),
    tune: (settings) => admin('fine-tuning/settings', settings),
    reset: () => admin('reset', {}),
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readUrl(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('The simulator did not start');
}
