import { SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { ClientBase } from 'pg';
import { withoutLiterals } from './without-literals.ts';

const tracer = trace.getTracer('understudy.sql');

/** Characters of a statement that are kept. */
const longestStatement = 2_000;

/**
 * Makes a span of every query of a connection that is asked within a trace: its text without values, how long it took,
 * and PostgreSQL's code where it failed. OpenTelemetry's own instrumentation patches `pg` as it is loaded, which ES modules
 * do not let it, and keeps literals.
 */
export function traceQueries(client: ClientBase): void {
  client.query = new Proxy(client.query, {
    apply(query, self, parameters: unknown[]) {
      const [asked] = parameters;
      if (trace.getActiveSpan() === undefined) return Reflect.apply(query, self, parameters);
      const span = startSpan(textOf(asked));
      const last = parameters.at(-1);
      if (typeof last !== 'function') return endWith(span, Reflect.apply(query, self, parameters));
      const callback = (error: unknown, result: unknown) => {
        end(span, error);
        Reflect.apply(last, undefined, [error, result]);
      };
      return Reflect.apply(query, self, [...parameters.slice(0, -1), callback]);
    },
  });
}

/** A query is a text, or an object with one. */
function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const hasText = typeof asked === 'object' && asked !== null && 'text' in asked;
  return hasText && typeof asked.text === 'string' ? asked.text : '';
}

function startSpan(sql: string): Span {
  const text = withoutLiterals(sql.slice(0, longestStatement));
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  return tracer.startSpan(operation, {
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'postgresql', 'db.operation.name': operation, 'db.query.text': text },
  });
}

/** What is no promise, such as a cursor, is given out at once and not waited for. */
function endWith(span: Span, result: unknown): unknown {
  if (!(result instanceof Promise)) {
    span.end();
    return result;
  }
  return result.then(
    (rows: unknown) => {
      end(span, null);
      return rows;
    },
    (error: unknown) => {
      end(span, error);
      throw error;
    },
  );
}

function end(span: Span, error: unknown): void {
  if (error !== null && error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    const code = typeof error === 'object' && 'code' in error ? error.code : undefined;
    if (typeof code === 'string') span.setAttribute('db.response.status_code', code);
  }
  span.end();
}
