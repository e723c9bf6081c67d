import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';
import type { MetricsSettings } from './metrics-environment.ts';

/** A server of metrics. */
export type MetricsServer = { url: string; close: () => Promise<void> };

/** Metrics from elsewhere, in Prometheus' text format. */
export type MetricsSource = () => Promise<string>;

/**
 * Serves `GET /metrics` on an address of its own, which needs no token and is not for the public: the metrics of this
 * process, those of Node (event loop, memory, garbage collection), and those of further sources. A source that fails is
 * left out, and the others are served.
 *
 * @throws the system's error, such as `EADDRINUSE`
 */
export async function serveMetrics(
  { host, port }: MetricsSettings,
  sources: readonly MetricsSource[] = [],
): Promise<MetricsServer> {
  if (register.getSingleMetric('process_cpu_seconds_total') === undefined) collectDefaultMetrics();
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/metrics') void answer(response, sources);
    else response.writeHead(404).end();
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server of metrics has no address');
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/metrics`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(response: ServerResponse, sources: readonly MetricsSource[]): Promise<void> {
  const parts = await Promise.allSettled([register.metrics(), ...sources.map((source) => source())]);
  const texts = parts.map((part) => (part.status === 'fulfilled' ? part.value.trimEnd() : ''));
  response.writeHead(200, { 'content-type': register.contentType });
  response.end(`${texts.filter((text) => text !== '').join('\n')}\n`);
}
