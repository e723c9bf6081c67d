import { getFineTuneJob } from '@understudy/db/fine-tune/get-fine-tune-job';
import { describeFineTuneFiles } from '@understudy/db/fine-tune/list-fine-tune-details';
import { downloadLinkSchema } from '@understudy/domain/downloads/download';
import { fineTuneFilesSchema } from '@understudy/domain/fine-tune/contracts/job-details';
import { z } from 'zod';
import { signDownload } from '../downloads/download-links.ts';
import { idParams } from '../http/common-schemas.ts';
import { defineOperation } from '../http/operation.ts';
import { findJobFile } from './send-fine-tune-file.ts';

const tag = 'Fine-tuning';

/** The files of fine-tune jobs. */
export const fineTuneFileOperations = [
  defineOperation({
    id: 'listFineTuneFiles',
    method: 'get',
    path: '/api/fine-tune-jobs/:id/files',
    tag,
    summary: 'List the files of a job',
    description:
      'Copies at the provider are deleted when the job has ended; `provider_deleted_at` says when.',
    security: 'bearer',
    params: idParams,
    responses: { 200: { description: 'The files', schema: fineTuneFilesSchema } },
    handler: async ({ dependencies: { database }, principal, params }) => {
      const files = await database.asUser(principal.user, async (tx) => {
        await getFineTuneJob(tx, params.id);
        return await describeFineTuneFiles(tx, params.id);
      });
      return { status: 200, body: { files } };
    },
  }),
  defineOperation({
    id: 'getFineTuneFileDownload',
    method: 'get',
    path: '/api/fine-tune-jobs/:id/files/:file_id/download',
    tag,
    summary: 'Get a link to a file of a job',
    description:
      'To the very bytes that the provider was given. The link needs no bearer token and expires after 3600 s.',
    security: 'bearer',
    params: idParams.extend({ file_id: z.uuid().describe('ID of the file') }),
    responses: { 200: { description: 'The link', schema: downloadLinkSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies, principal, params }) => {
      const { id: jobId, file_id: fileId } = params;
      const userId = principal.user;
      const { fileName } = await findJobFile(dependencies, { userId, jobId, fileId });
      const download = { kind: 'fine_tune_file' as const, job_id: jobId, file_id: fileId };
      return {
        status: 200,
        body: await signDownload(dependencies.downloadLinks, { userId, fileName, download }),
      };
    },
  }),
];
