import { createServer } from 'node:http';
import type { Express } from 'express';

/** A simulator that listens. */
export interface RunningSimulator {
  /** Origin without a slash at the end. */
  readonly url: string;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/**
 * Lets an app listen; port 0 takes a free one.
 *
 * @throws {Error} when the port is taken or not allowed.
 */
export function listen(app: Express, port = 0, host = '127.0.0.1'): Promise<RunningSimulator> {
  const server = createServer({ keepAliveTimeout: 65_000 }, app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
