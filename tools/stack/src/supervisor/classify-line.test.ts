import { expect, it } from 'vitest';
import { classifyLine } from './classify-line.ts';

it.each([
  ['{"level":30,"msg":"error rate is 0"}', 'other'],
  ['{"level":40,"msg":"slow"}', 'warning'],
  ['{"level":50,"msg":"broken"}', 'error'],
  ['2026-01-01 10:00:00 UTC [7] ERROR:  relation "t" does not exist', 'error'],
  ['2026-01-01 10:00:00 UTC [7] FATAL:  the database system is starting up', 'other'],
  ['2026-01-01 10:00:00 UTC [7] LOG:  database system is ready to accept connections', 'other'],
  ['time=2026-01-01T10:00:00 level=error msg="shard status unknown"', 'error'],
  ['TypeError: x is not a function', 'error'],
  ['(node:7) ExperimentalWarning: something new', 'warning'],
  ['{not json', 'other'],
])('takes %s as %s', (line, kind) => {
  expect(classifyLine(line)).toBe(kind);
});
