import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { answerUnreadable, mostHeaderBytes, mostHeaders } from './http/unreadable-request.ts';

/** A listening server. */
export type RunningServer = {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  /** Stops listening, lets requests under way finish for up to `graceMs` milliseconds, then cuts what is left. */
  close: (graceMs: number) => Promise<void>;
};

/**
 * Listens on a host and port; port 0 takes a free one.
 *
 * @throws the system's error, such as `EADDRINUSE`
 */
export async function listen(
  app: Express,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  // What Node would refuse by itself, with nothing but a status, is left to the application.
  const server = createServer({ maxHeaderSize: mostHeaderBytes, requireHostHeader: false }, app);
  server.maxHeadersCount = mostHeaders;
  server.on('checkExpectation', app);
  server.on('clientError', answerUnreadable);
  // Uploads may last, at a pace (`requireBodyPace`), and event streams; a client that does not even send its headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { address, port: taken, family } = addressOf(server);
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${name}:${taken}`, close: (graceMs) => close(server, graceMs) };
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no address');
  return address;
}

async function close(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // Connections are kept alive after their last answer, which may still be under way.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(cut);
}
