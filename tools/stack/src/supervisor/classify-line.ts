import { z } from 'zod';

/** Whether a line of a log tells of trouble. */
export type LineKind = 'error' | 'warning' | 'other';

const pinoLine = z.object({ level: z.number() });
const pinoError = 50;
const pinoWarning = 40;

/** What PostgreSQL says to clients that ask while it starts or stops, as our own question whether it is ready does. */
const expected = /the database system is (starting up|shutting down|not yet accepting connections)/;

/**
 * Tells trouble from routine in the logs of our own processes (JSON lines with pino's numeric levels), of PostgreSQL
 * (`ERROR:`, `FATAL:`, `PANIC:`, `WARNING:`) and of Temporal's server (`level=error`).
 */
export function classifyLine(line: string): LineKind {
  if (line.startsWith('{')) return classifyJson(line);
  if (expected.test(line)) return 'other';
  if (/\b(ERROR|FATAL|PANIC):|\blevel=(error|fatal)\b|^(\w*Error|Uncaught)\b/.test(line)) return 'error';
  if (/\bWARNING:|\blevel=warn\b|\w*Warning:/.test(line)) return 'warning';
  return 'other';
}

function classifyJson(line: string): LineKind {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'other';
  }
  const parsed = pinoLine.safeParse(value);
  if (!parsed.success || parsed.data.level < pinoWarning) return 'other';
  return parsed.data.level >= pinoError ? 'error' : 'warning';
}
