import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { DrizzleQueryError } from 'drizzle-orm';

/** What Node, postgres.js and PostgreSQL (appendix A of its manual) call a connection that is lost or refused. */
const lostConnectionCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  '25P03', // idle_in_transaction_session_timeout
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);

/** All of the SQL states of class 08 are connection exceptions. */
const connectionExceptionClass = /^08...$/;

/**
 * The error to throw on for one that came out of a query: `database_unavailable`, which may be retried, where the
 * connection was refused or lost, and otherwise the error itself. drizzle's wrapper is taken off, since its message
 * quotes the parameters, which are people's texts.
 */
export function mapDatabaseError(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
  const code = codeOf(cause);
  if (code !== null && (lostConnectionCodes.has(code) || connectionExceptionClass.test(code))) {
    return new UnderstudyError(
      'database_unavailable',
      'The database cannot be reached. Try again in a moment.',
      {
        cause,
      },
    );
  }
  return cause;
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
