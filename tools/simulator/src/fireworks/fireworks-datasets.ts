import { Router } from 'express';
import { z } from 'zod';
import { checkJsonl } from '../files/check-jsonl.ts';
import type { FileStore } from '../files/file-store.ts';
import { receiveUpload } from '../files/receive-upload.ts';
import { parseRequest } from '../http/parse-request.ts';
import { notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { alreadyExists, sendEmpty } from './fireworks-error.ts';

const createSchema = z.object({
  datasetId: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/u),
  dataset: z.object({ displayName: z.string().optional(), exampleCount: z.coerce.string().optional() }),
});
const accountSchema = z.object({ account: z.string() });
const idSchema = z.object({ id: z.string() });

/** `/v1/accounts/:account/datasets`: create a record under a name of one's own, upload its file, retrieve, delete. */
export function createFireworksDatasets(files: FileStore): Router {
  const router = Router({ mergeParams: true });
  const awaited = new Set<string>();
  const toBody = (params: unknown, id: string) => {
    const file = files.get(id);
    if (file === undefined && !awaited.has(id)) throw notFound(`dataset ${id} not found`);
    const lines = files.content(id)?.toString('utf8').trim().split('\n').length ?? 0;
    return {
      name: `accounts/${accountSchema.parse(params).account}/datasets/${id}`,
      displayName: '',
      createTime: new Date((file?.created_at ?? 0) * 1000).toISOString(),
      state: file?.status === 'processed' ? 'READY' : 'UPLOADING',
      status: { code: 'OK', message: '' },
      exampleCount: String(lines),
      userUploaded: {},
      format: 'CHAT',
    };
  };
  router.post('/', (request, response) => {
    const { datasetId } = parseRequest(createSchema, request.body);
    if (awaited.has(datasetId) || files.get(datasetId) !== undefined) throw alreadyExists(datasetId);
    awaited.add(datasetId);
    sendJson(response, toBody(request.params, datasetId));
  });
  router.post(/^\/(?<id>[^/:]+):upload$/u, async (request, response) => {
    const { id } = idSchema.parse(request.params);
    if (!awaited.has(id)) throw notFound(`dataset ${id} not found`);
    const { filename, content } = await receiveUpload(request);
    checkJsonl(content);
    files.add({ id, filename, purpose: 'fine-tune', content });
    awaited.delete(id);
    sendEmpty(response);
  });
  router.get('/:id', (request, response) => {
    sendJson(response, toBody(request.params, request.params.id));
  });
  router.delete('/:id', ({ params }, response) => {
    if (!files.delete(params.id) && !awaited.delete(params.id)) {
      throw notFound(`dataset ${params.id} not found`);
    }
    sendEmpty(response);
  });
  return router;
}
