import type { Response } from 'express';
import { providerCall } from './provider-call.ts';
import { setProcessingTime } from './service-headers.ts';

/** Answers with JSON, lost, broken or cut off where the call's fault asks for it. */
export function sendJson(response: Response, body: unknown, status = 200): void {
  prepareJson(response, body, status)();
}

/** Makes an answer with JSON ready, so that little is left to do at the moment at which it is due; returns what sends it. */
export function prepareJson(response: Response, body: unknown, status = 200): () => void {
  const text = Buffer.from(JSON.stringify(body));
  response.status(status).set('content-type', 'application/json; charset=utf-8');
  return () => {
    sendPrepared(response, text);
  };
}

function sendPrepared(response: Response, text: Buffer): void {
  const { fault } = providerCall(response);
  if (fault?.kind === 'drop_after') {
    response.destroy();
    return;
  }
  setProcessingTime(response);
  if (fault?.kind === 'malformed_json') {
    response.end(text.subarray(0, Math.max(1, Math.floor(text.length * 0.6))));
    return;
  }
  response.setHeader('content-length', text.length);
  if (fault?.kind !== 'truncated_stream') {
    response.end(text);
    return;
  }
  cutAfter(
    response,
    text.subarray(0, Math.min(fault.after_bytes ?? Math.floor(text.length / 2), text.length - 1)),
  );
}

/** Sends the last bytes of a cut-off answer and drops the connection. */
export function cutAfter(response: Response, bytes: Uint8Array | string): void {
  response.flushHeaders();
  response.write(bytes.length === 0 ? ' ' : bytes, () => {
    setImmediate(() => response.destroy());
  });
}
