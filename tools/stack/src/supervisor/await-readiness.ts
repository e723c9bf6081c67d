import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Readiness } from './service-definition.ts';

const readyMessage = z.object({ type: z.literal('ready') });
/** Milliseconds between two questions. */
const askInterval = 50;
/** Milliseconds that one question may take. */
const askTimeout = 2_000;

/**
 * Resolves when a process shows that it is ready.
 * @param lines registers a listener for each line that the process writes.
 * @throws the signal's reason when it is aborted first.
 */
export async function awaitReadiness(
  readiness: Readiness,
  child: ChildProcess,
  lines: (listener: (line: string) => void) => void,
  signal: AbortSignal,
): Promise<void> {
  if (readiness.kind === 'announced') return awaitAnnouncement(child, lines, signal);
  for (;;) {
    signal.throwIfAborted();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(askTimeout)]);
    const isReady = await readiness.ask(limit).catch(() => false);
    if (isReady) return;
    await sleep(askInterval, undefined, { signal }).catch(() => undefined);
  }
}

function awaitAnnouncement(
  child: ChildProcess,
  lines: (listener: (line: string) => void) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted', { cause: signal.reason })), {
      once: true,
    });
    child.on('message', (message) => {
      if (readyMessage.safeParse(message).success) resolve();
    });
    lines((line) => {
      if (line.trim() === 'ready') resolve();
    });
  });
}
