import { expect, it } from 'vitest';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import { parseInput, validationFailed } from './parse-input.ts';

function failureOf(schema: z.ZodType, input: unknown): UnderstudyError {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof UnderstudyError) return error;
  }
  throw new Error('It was not refused');
}

it('lists the first 20 faults, and says how many there are beside them', () => {
  const { faults, message } = failureOf(z.object({ list: z.array(z.boolean()) }), {
    list: Array(100_000).fill(1),
  });
  expect(faults).toHaveLength(20);
  expect(faults[19]).toEqual({ field: 'list.19', message: 'Must be true or false, not a number.' });
  expect(message).toBe(
    'list.0: Must be true or false, not a number. 19 more faults are listed, and 99,980 are not.',
  );
});

it('lists a fault once that two rules find', () => {
  const message = 'count must be a whole number from 1 to 500.';
  const error = failureOf(z.object({ count: z.int(message).max(500, message) }), { count: 1e20 });
  expect(error.faults).toEqual([{ field: 'count', message }]);
  expect(error.message).toBe(message);
});

it('keeps faults apart that are in different files', () => {
  const fault = { field: 'files', message: 'Is empty.' };
  const { faults } = validationFailed([
    { ...fault, file: 'a.txt' },
    { ...fault, file: 'b.txt' },
  ]);
  expect(faults).toHaveLength(2);
});

it('quotes no more than the beginning of what was sent', () => {
  const keys = Array.from({ length: 2_000 }, (_, index) => `${'k'.repeat(1_000)}${index}`);
  const input = Object.fromEntries(keys.map((key) => [key, 1]));
  const schema = z.strictObject({}, { error: () => `Unknown field: ${keys.join(', ')}.` });
  const error = failureOf(schema, input);
  expect(JSON.stringify([error.message, error.faults]).length).toBeLessThan(30_000);
  expect(error.faults[0]?.field).toMatch(/^k{199}…$/);
});
