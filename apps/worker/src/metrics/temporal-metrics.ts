import { once } from 'node:events';
import { createServer } from 'node:net';
import type { MetricsSource } from '@understudy/observability/metrics/serve-metrics';
import type { RuntimeOptions } from '@temporalio/worker';

/** Milliseconds for the SDK to print its metrics. */
const deadlineMs = 2_000;

/** What Temporal's SDK measures of itself: latencies, slots, caches. */
export type TemporalMetrics = {
  /** Turns them on, for `Runtime.install`. */
  telemetryOptions: NonNullable<RuntimeOptions['telemetryOptions']>;
  source: MetricsSource;
};

/**
 * The SDK has a server of its own for its metrics. It gets a free port that only this machine reaches, and what it prints is
 * served together with ours, so that a worker is scraped once.
 */
export async function prepareTemporalMetrics(): Promise<TemporalMetrics> {
  const address = `127.0.0.1:${await findFreePort()}`;
  return {
    telemetryOptions: {
      metrics: {
        attachServiceName: false,
        prometheus: {
          bindAddress: address,
          countersTotalSuffix: true,
          unitSuffix: true,
          useSecondsForDurations: true,
        },
      },
    },
    async source() {
      const answer = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(deadlineMs) });
      return await answer.text();
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port');
  return address.port;
}
