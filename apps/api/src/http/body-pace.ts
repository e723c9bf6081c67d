import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Request, RequestHandler, Response } from 'express';
import { restOfBody } from './answer-before-body.ts';
import { sendProblem } from './send-problem.ts';

/** How fast the body of a request has to come. */
export type BodyPace = {
  /** Milliseconds of a window. */
  windowMs: number;
  /** Bytes that each window brings at least, until the body is complete. */
  leastBytes: number;
};

/** Slow lines keep this with a file of any size; it is for those that send nothing, or next to nothing. */
const usualPace: BodyPace = { windowMs: 30_000, leastBytes: 1_024 };

/**
 * Has the body of a request come at a pace: one that does not is answered with 408, and its connection closed. And whatever was
 * answered before its body was there does not keep the connection until the rest comes.
 */
export function requireBodyPace(pace: BodyPace = usualPace): RequestHandler {
  return (request, response, next) => {
    if (announcesBody(request)) {
      watchPace(request, response, pace);
      response.once('finish', () => void closeUnlessComplete(request));
    }
    next();
  };
}

function announcesBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function watchPace(request: Request, response: Response, { windowMs, leastBytes }: BodyPace): void {
  const { socket } = request;
  let before = socket.bytesRead;
  const watch = setInterval(() => {
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (request.complete || response.headersSent) return clearInterval(watch);
    // What waits to be read is no delay of the client's.
    if (came >= leastBytes || request.readableLength > 0) return;
    clearInterval(watch);
    const detail = `The body of the request stopped: fewer than ${leastBytes} bytes came in ${windowMs / 1_000} seconds. Send it again.`;
    sendProblem(new UnderstudyError('request_timeout', detail), response);
  }, windowMs).unref();
  response.once('close', () => clearInterval(watch));
}

async function closeUnlessComplete(request: Request): Promise<void> {
  if (!request.complete) await restOfBody(request);
  if (!request.complete) request.socket.destroy();
}
