import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/**
 * The error for a row that does not exist or belongs to somebody else: the same for both, so that nobody learns which.
 *
 * @param what the thing in words, such as `avatar`
 */
export function notFound(what: string, id: string): UnderstudyError {
  return new UnderstudyError('not_found', `There is no ${what} ${id}.`);
}

/** The first row of a result; the `not_found` error where there is none. */
export function firstOrNotFound<Row>(rows: readonly Row[], what: string, id: string): Row {
  const row = rows[0];
  if (row === undefined) throw notFound(what, id);
  return row;
}
