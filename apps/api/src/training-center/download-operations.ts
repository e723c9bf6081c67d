import { downloadLinkSchema } from '@understudy/domain/downloads/download';
import {
  downloadFormatSchema,
  downloadLinkRequestSchema,
  downloadPreviewSchema,
  downloadQuerySchema,
} from '@understudy/domain/training-center/contracts/download-examples';
import { exampleFormats, formatFacts } from '@understudy/domain/training-center/formats/example-format';
import { z } from 'zod';
import { signDownload } from '../downloads/download-links.ts';
import { sendAttachment } from '../downloads/send-attachment.ts';
import { answered, defineOperation } from '../http/operation.ts';
import { parseInput } from '../http/parse-input.ts';
import { attachmentOf, nameOfDownload, previewDownload } from './download-examples.ts';

const tag = 'Training center';

/** An unknown format is a mistake in the request, and is answered with those that there are. */
const params = z.strictObject({
  format: z.string().meta({ enum: [...exampleFormats], description: 'Format of the file' }),
});

const parseFormat = ({ format }: z.infer<typeof params>) =>
  parseInput(z.object({ format: downloadFormatSchema }), { format }).format;

const mediaTypes = [...new Set(Object.values(formatFacts).map(({ mediaType }) => mediaType))];

/** Download training examples in the formats of trainers. */
export const exampleDownloadOperations = [
  defineOperation({
    id: 'downloadTrainingExamples',
    method: 'get',
    path: '/api/training/download/:format',
    tag,
    summary: 'Download training examples',
    description: [
      'All of them, or those that the query means, in the order in which they were added. A file of JSON lines begins with',
      'one example for each set of fields that occurs, since readers take the columns from the beginning.',
      'With `card=true`, a README for the hub in place of the data.',
    ].join(' '),
    security: 'bearer',
    params,
    query: downloadQuerySchema,
    responses: { 200: { description: 'The file', file: [...mediaTypes, 'text/markdown; charset=utf-8'] } },
    problems: ['conflict', 'not_found', 'validation_failed'],
    handler: async ({ dependencies, principal, params: given, query, response }) => {
      const format = parseFormat(given);
      await sendAttachment(
        response,
        await attachmentOf(dependencies, { userId: principal.user, format, query }),
      );
      return answered;
    },
  }),
  defineOperation({
    id: 'previewTrainingDownload',
    method: 'get',
    path: '/api/training/download/:format/preview',
    tag,
    summary: 'See what a file in a format will hold',
    description: 'How many examples fit the format as they are, and what of the others it has no place for.',
    security: 'bearer',
    params,
    query: downloadQuerySchema,
    responses: { 200: { description: 'Counts', schema: downloadPreviewSchema } },
    problems: ['not_found', 'validation_failed'],
    handler: async ({ dependencies, principal, params: given, query }) => ({
      status: 200,
      body: await previewDownload(dependencies, {
        userId: principal.user,
        format: parseFormat(given),
        query,
      }),
    }),
  }),
  defineOperation({
    id: 'createTrainingDownloadLink',
    method: 'post',
    path: '/api/training/download-links',
    tag,
    summary: 'Get a signed link to a download of examples',
    description: 'For browsers, which save what they get by a link without holding it in memory.',
    security: 'bearer',
    body: downloadLinkRequestSchema,
    responses: { 200: { description: 'The link', schema: downloadLinkSchema } },
    problems: ['not_found'],
    handler: async ({ dependencies, principal, body }) => {
      const { format, ...query } = body;
      const userId = principal.user;
      const fileName = await nameOfDownload(dependencies, { userId, format, query });
      const texts = Object.entries(query).map(([name, value]) => [name, `${value}`]);
      const download = { kind: 'training_examples' as const, format, query: Object.fromEntries(texts) };
      return {
        status: 200,
        body: await signDownload(dependencies.downloadLinks, { userId, fileName, download }),
      };
    },
  }),
];
