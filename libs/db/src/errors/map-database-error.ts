import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { DrizzleQueryError } from 'drizzle-orm';

/** What Node and PostgreSQL (appendix A of its manual) call a connection that is refused or lost. */
const lostConnectionCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '25P03', // idle_in_transaction_session_timeout
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

/** character_not_in_repertoire: a text has U+0000, which is in no text of PostgreSQL. `freeText` columns never get one. */
const unstorableCharacterCode = '22021';

/** in_failed_sql_transaction: what every query of a transaction is answered after one that failed. */
const transactionLostCode = '25P02';

/** All of the SQL states of class 08 are connection exceptions. */
const connectionExceptionClass = /^08...$/;

/** The driver, pg, gives the losses that it notices by itself a sentence but no code. */
const driverSentence =
  /^Connection terminated|^timeout expired$|^timeout exceeded when trying to connect$|is not queryable$/;

/**
 * The error to throw on for one that came out of a query: `database_unavailable`, which may be retried, where the
 * connection was refused or lost, `validation_failed` where a text has a character that no text can have here, and otherwise
 * the error itself. drizzle's wrapper is taken off, since its message
 * quotes the parameters, which are people's texts.
 */
export function mapDatabaseError(error: unknown): unknown {
  const cause = causeOf(error);
  if (codeOf(cause) === unstorableCharacterCode) {
    const detail =
      'A text has the zero character (U+0000), which cannot be stored. Take it out and try again.';
    return new UnderstudyError('validation_failed', detail, { cause });
  }
  if (!isLostConnection(cause)) return cause;
  return new UnderstudyError(
    'database_unavailable',
    'The database cannot be reached. Try again in a moment.',
    {
      cause,
    },
  );
}

/** Whether an error only says that another query of the transaction has failed before. */
export function followsAnotherError(error: unknown): boolean {
  return codeOf(causeOf(error)) === transactionLostCode;
}

function causeOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
}

function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof UnderstudyError) return false;
  const code = codeOf(error);
  if (code === null) return driverSentence.test(error.message);
  return lostConnectionCodes.has(code) || connectionExceptionClass.test(code);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
