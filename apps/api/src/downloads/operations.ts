import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { z } from 'zod';
import type { ApiDependencies } from '../dependencies.ts';
import { answered, defineOperation } from '../http/operation.ts';
import { handleDownload } from './download-handlers.ts';
import { verifyDownload, type DownloadGrant } from './download-links.ts';

/** Downloads by signed links. */
export const downloadOperations = [
  defineOperation({
    id: 'downloadByLink',
    method: 'get',
    path: '/api/downloads/:name',
    tag: 'Downloads',
    summary: 'Download by a signed link',
    description:
      'The address that `download_url` of another answer holds. It needs no bearer token, and expires after 3600 s. ' +
      'Altered, expired, or sent with the token of somebody else, it answers 403.',
    security: 'none',
    params: z.strictObject({ name: z.string().min(1).describe('Name of the file') }),
    query: z.object({ token: z.string().optional().describe('What the link is signed with') }),
    responses: { 200: { description: 'The file', file: ['application/json', 'application/jsonl'] } },
    problems: ['forbidden', 'conflict', 'storage_unavailable', 'database_unavailable'],
    handler: async ({ dependencies, params, query, signal, request, response }) => {
      const { name: fileName } = params;
      const grant = await verifyDownload(dependencies.downloadLinks, { fileName, token: query.token });
      await refuseOthers(dependencies, grant, request.get('authorization'));
      response.locals['user'] = grant.userId;
      const { download, userId } = grant;
      await handleDownload(download, { userId, fileName, dependencies, signal, request, response });
      return answered;
    },
  }),
];

/** A bearer token is not needed; one of somebody else means that the link has been passed on. */
async function refuseOthers(
  { authenticate }: ApiDependencies,
  { userId }: DownloadGrant,
  authorization: string | undefined,
): Promise<void> {
  if (authorization === undefined) return;
  const { user } = await authenticate(authorization);
  if (user !== userId) throw new UnderstudyError('forbidden', 'This link was given to somebody else.');
}
