import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';

/** Milliseconds for which what is still sent is taken and thrown away after the answer, so that the client gets to read it. */
const lingerMs = 3_000;

/**
 * Answers a request whose body is not complete. Unless the rest of it comes at once, the connection is closed after the answer: what
 * comes on it next would still be the body. A client that is sending may notice the answer only later, so what it sends is taken
 * for a while.
 */
export async function answerBeforeBody(response: Response, text: string): Promise<void> {
  const { req: request } = response;
  request.resume();
  await nextTurn();
  if (response.headersSent || response.destroyed) return;
  if (request.complete) return void response.send(text);
  response.setHeader('Connection', 'close');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  // By its length the answer is complete. Ended, Node would close the connection under whoever is sending.
  response.write(text);
  await restOfBody(request);
  response.end();
}

/** Waits until the body of a request is complete or its connection closed, for a few seconds at most. */
export async function restOfBody(request: Request): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const waits = [once(request, 'end', { signal }), once(request, 'close', { signal })];
  await Promise.race([...waits, sleep(lingerMs)]).catch(() => undefined);
  over.abort();
  await Promise.allSettled(waits);
}
