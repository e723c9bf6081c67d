import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { mapDatabaseError } from './map-database-error.ts';

const withCode = (code: string) => Object.assign(new Error('something'), { code });

it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', '57P01', '57P03', '08006', '08P01', '53300', '25P03'])(
  'calls %s a database that cannot be reached',
  (code) => {
    const cause = withCode(code);
    expect(mapDatabaseError(cause)).toMatchObject({ code: 'database_unavailable', cause });
    expect(mapDatabaseError(new DrizzleQueryError('select', [], cause))).toMatchObject({ cause });
  },
);

it.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
])('knows the sentence of the driver: %s', (sentence) => {
  expect(mapDatabaseError(new Error(sentence))).toMatchObject({ code: 'database_unavailable' });
});

it('calls a character that no text can have the fault of the request', () => {
  const cause = withCode('22021');
  expect(mapDatabaseError(new DrizzleQueryError('select', ['\0'], cause))).toMatchObject({
    code: 'validation_failed',
    cause,
  });
});

it('leaves every other error as it is, without the wrapper that quotes parameters', () => {
  const others = [
    withCode('23505'),
    withCode('22P02'),
    new Error('a bug'),
    new UnderstudyError('conflict', 'No.'),
    'text',
  ];
  for (const other of others) expect(mapDatabaseError(other)).toBe(other);
  const cause = withCode('23505');
  expect(mapDatabaseError(new DrizzleQueryError('insert', ['private'], cause))).toBe(cause);
});
