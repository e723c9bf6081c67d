import { Router } from 'express';
import { z } from 'zod';
import { paginate } from '../http/paginate.ts';
import { providerCall } from '../http/provider-call.ts';
import { invalidRequest, notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';
import { setProcessingTime } from '../http/service-headers.ts';
import { checkJsonl } from './check-jsonl.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import { receiveUpload } from './receive-upload.ts';
import type { Upload } from './receive-upload.ts';

const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'];
/** The service lists up to 10,000 files at once, and does so unless asked for fewer. */
const pageSize = { usual: 10_000, most: 10_000 };
/** An hour to 30 days. */
const expirySchema = z.coerce.number().int().min(3600).max(2_592_000).optional();
const listQuerySchema = z.object({
  purpose: z.string().optional().catch(undefined),
  order: z.enum(['asc', 'desc']).catch('desc'),
});

/**
 * `/v1/files`: upload, list, retrieve, content, delete.
 *
 * @param settle called before files are shown: stores what jobs have produced by now.
 */
export function createFilesRouter(store: FileStore, settle: () => void): Router {
  const router = Router();

  router.post('/', async (request, response) => {
    const upload = await receiveUpload(request);
    providerCall(response).record.request_digest = upload.digest;
    const { filename, content } = upload;
    const purpose = checkUpload(upload);
    sendJson(response, store.add({ filename, purpose, content, expiresAfter: expiryOf(upload) }));
  });

  router.use((_request, _response, next) => {
    settle();
    next();
  });

  router.get('/', ({ query }, response) => {
    const { purpose, order } = listQuerySchema.parse(query);
    const files = store.list(purpose);
    const page = paginate(order === 'asc' ? files.reverse() : files, query, pageSize);
    const { data } = page;
    sendJson(response, { ...page, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });
  });

  router.get('/:id', ({ params }, response) => {
    sendJson(response, find(store, params.id));
  });

  router.get('/:id/content', ({ params }, response) => {
    const content = store.content(params.id) ?? fail(params.id);
    setProcessingTime(response);
    response.type('application/octet-stream').send(content);
  });

  router.delete('/:id', ({ params }, response) => {
    if (!store.delete(params.id)) fail(params.id);
    sendJson(response, { id: params.id, object: 'file', deleted: true });
  });

  return router;
}

function checkUpload({ filename, purpose, content }: Upload): string {
  if (purpose === undefined) {
    throw invalidRequest("Missing required parameter: 'purpose'.", 'purpose', 'missing_required_parameter');
  }
  if (!purposes.includes(purpose)) {
    throw invalidRequest(`'${purpose}' is not one of ['${purposes.join("', '")}'] - 'purpose'`, 'purpose');
  }
  if (content.length === 0) throw invalidRequest('File is empty.', 'file');
  if (purpose === 'fine-tune') {
    if (!filename.endsWith('.jsonl')) {
      throw invalidRequest(
        'Invalid file format for Fine-Tuning API. Must be .jsonl',
        'file',
        'invalid_file_format',
      );
    }
    checkJsonl(content);
  }
  return purpose;
}

function expiryOf({ expiresAfter }: Upload): number | undefined {
  const parsed = expirySchema.safeParse(expiresAfter);
  if (parsed.success) return parsed.data;
  throw invalidRequest(
    "Invalid 'expires_after[seconds]': expected an integer from 3600 to 2592000.",
    'expires_after[seconds]',
    'invalid_value',
  );
}

const find = (store: FileStore, id: string): StoredFile => store.get(id) ?? fail(id);

function fail(id: string): never {
  throw notFound(`No such File object: ${id}`, 'id');
}
