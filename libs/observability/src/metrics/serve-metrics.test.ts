import { Counter } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveMetrics, type MetricsServer } from './serve-metrics.ts';

const things = new Counter({ name: 'test_things_total', help: 'Things', labelNames: ['kind'] as const });

describe('the server of metrics', () => {
  let server: MetricsServer;
  beforeAll(async () => {
    server = await serveMetrics({ host: '127.0.0.1', port: 0 }, [
      () => Promise.resolve('# TYPE elsewhere gauge\nelsewhere 7\n'),
      () => Promise.reject(new Error('is away')),
    ]);
  });
  afterAll(() => server?.close());

  it('prints what this process counts, what Node does, and what other sources say', async () => {
    things.inc({ kind: 'round' }, 3);
    const answer = await fetch(server.url);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('test_things_total{kind="round"} 3\n');
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^elsewhere 7$/m);
  });

  it.each(['/', '/metrics/', '/healthz'])('has nothing else: %s', async (path) => {
    expect((await fetch(new URL(path, server.url))).status).toBe(404);
  });

  it('can be started again by the same process', async () => {
    const another = await serveMetrics({ host: '127.0.0.1', port: 0 });
    await another.close();
  });
});
