import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A bare Express application in a process of its own. */
export interface BareProcess {
  readonly url: string;
  /** Of its one route. */
  readonly path: string;
  readonly stop: () => void;
}

const readySchema = z.tuple([z.object({ port: z.int() })]).rest(z.unknown());

/** Starts it on a free port, and waits until it listens. */
export async function startBareProcess(): Promise<BareProcess> {
  const child = fork(fileURLToPath(new URL('bare-express.ts', import.meta.url)));
  const [{ port }] = readySchema.parse(await once(child, 'message'));
  return { url: `http://127.0.0.1:${String(port)}`, path: '/runs', stop: () => child.disconnect() };
}
