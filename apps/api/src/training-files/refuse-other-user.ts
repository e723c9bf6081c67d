import { UnderstudyError } from '@understudy/domain/errors/understudy-error';

/**
 * Refuses a request whose body names another user than its token.
 *
 * @throws UnderstudyError `forbidden`
 */
export function refuseOtherUser(userId: string, field: string, named: string | undefined): void {
  if (named === undefined || named === userId) return;
  throw new UnderstudyError('forbidden', `${field}: Must be the user of the bearer token.`, {
    faults: [{ field, message: `Must be "${userId}", the subject of the bearer token.` }],
  });
}
