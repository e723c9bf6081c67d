import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { traceQueries } from './trace-queries.ts';

const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
);
const tracer = trace.getTracer('test');

/** Answers like node-postgres, by promise or by callback; what it is asked with `fail` in it fails. */
function answer(asked: string | { text: string }, ...more: unknown[]): unknown {
  const fails = (typeof asked === 'string' ? asked : asked.text).includes('fail');
  const error = fails ? Object.assign(new Error('duplicate key: (ann)'), { code: '23505' }) : null;
  const callback = more.at(-1);
  if (typeof callback === 'function') return void callback(error, { rowCount: 1 });
  return fails ? Promise.reject(error) : Promise.resolve({ rowCount: 1 });
}

const client = Object.assign(new Client(), { query: answer });
traceQueries(client);

const inTrace = <Result>(work: () => Result): Result =>
  tracer.startActiveSpan('outside', (span) => {
    try {
      return work();
    } finally {
      span.end();
    }
  });
const spans = () => exporter.getFinishedSpans().filter(({ name }) => name !== 'outside');
beforeEach(() => exporter.reset());

describe('a connection whose queries are traced', () => {
  it('gives the same answers, and makes a span of each query within a trace', async () => {
    const result = await inTrace(() => client.query({ text: 'insert into runs values ($1)' }, ['secret']));
    expect(result).toEqual({ rowCount: 1 });
    expect(spans()).toMatchObject([
      {
        name: 'INSERT',
        attributes: { 'db.system.name': 'postgresql', 'db.query.text': 'insert into runs values ($1)' },
      },
    ]);
    expect(JSON.stringify(spans().map(({ attributes }) => attributes))).not.toContain('secret');
  });

  it('knows queries with a callback, as the pool makes them', async () => {
    const rows = await new Promise((resolve) =>
      inTrace(() => client.query('select 1', [], (_error: unknown, result: unknown) => resolve(result))),
    );
    expect(rows).toEqual({ rowCount: 1 });
    expect(spans()).toMatchObject([{ name: 'SELECT' }]);
  });

  it('keeps the code of a failure and not its message', async () => {
    await expect(inTrace(() => client.query("update runs set a = 'fail'"))).rejects.toThrow('duplicate key');
    expect(spans()).toMatchObject([
      { attributes: { 'db.response.status_code': '23505', 'db.query.text': 'update runs set a = ?' } },
    ]);
    expect(spans()[0]?.events).toEqual([]);
    expect(spans()[0]?.status).toEqual({ code: 2 });
  });

  it('makes none outside of a trace, such as of a health check', async () => {
    await client.query('select 1');
    expect(spans()).toEqual([]);
  });
});
