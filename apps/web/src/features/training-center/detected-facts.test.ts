import type { DetectedFormat } from '@understudy/domain/training-center/contracts/import-examples';
import { expect, it } from 'vitest';
import { detectedFacts } from './detected-facts.ts';

const lines: DetectedFormat = {
  container: 'jsonl',
  shape: 'alpaca',
  title: 'Alpaca, JSON Lines',
  reading: null,
  compressed: true,
  encoding: 'utf-8',
  delimiter: null,
  has_header: null,
};

const valuesOf = (format: DetectedFormat) =>
  Object.fromEntries(detectedFacts(format).map(({ name, value }) => [name, value]));

it('of lines are their form, how they are packed and their encoding', () => {
  expect(valuesOf(lines)).toEqual({
    Form: 'Alpaca, JSON Lines',
    Compression: 'gzip',
    Encoding: 'UTF-8',
  });
});

it('of a table are also what divides its cells, and whether it has a header', () => {
  const table = { ...lines, container: 'csv', compressed: false, encoding: 'windows-1252' } as const;
  expect(valuesOf({ ...table, delimiter: ';', has_header: true })).toMatchObject({
    Compression: 'None',
    Encoding: 'Windows-1252',
    'Cells divided by': 'Semicolon',
    'Header line': 'Yes, it names the columns',
  });
  expect(valuesOf({ ...table, delimiter: '\t', has_header: false })).toMatchObject({
    'Cells divided by': 'Tab',
    'Header line': 'None, columns go by their places',
  });
});

it('of Parquet are none of its encoding, which it always has', () => {
  expect(valuesOf({ ...lines, container: 'parquet' })).not.toHaveProperty('Encoding');
});
