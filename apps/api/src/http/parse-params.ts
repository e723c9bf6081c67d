import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { Operation } from './operation.ts';

/**
 * Parses the parameters of an address. One that cannot name anything names nothing: 404, not 422. What it may be is said by
 * its schema; where that says nothing, it is an ID.
 *
 * @throws UnderstudyError `not_found`
 */
export function parseParams(
  schema: NonNullable<Operation['params']>,
  given: Readonly<Record<string, unknown>>,
): unknown {
  const parsed = schema.safeParse(given, { error: () => '' });
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => {
    const value = `"${String(given[String(path[0])])}"`;
    return message === ''
      ? `There is nothing with the ID ${value}; IDs are UUIDs.`
      : `There is nothing at ${value}: ${message}`;
  });
  throw new UnderstudyError('not_found', [...new Set(sentences)].join(' '));
}
