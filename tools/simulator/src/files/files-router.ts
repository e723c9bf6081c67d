import { Router } from 'express';
import { invalidRequest, notFound } from '../http/provider-error.ts';
import { providerCall } from '../http/provider-call.ts';
import { sendJson } from '../http/send-json.ts';
import { setProcessingTime } from '../http/service-headers.ts';
import type { FileStore } from './file-store.ts';
import { receiveUpload } from './receive-upload.ts';

const purposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'];

/** `/v1/files`: upload, list, retrieve, content, delete. */
export function createFilesRouter(store: FileStore): Router {
  const router = Router();

  router.post('/', async (request, response) => {
    const { filename, purpose, content, digest } = await receiveUpload(request);
    providerCall(response).record.request_digest = digest;
    if (purpose === undefined) {
      throw invalidRequest("Missing required parameter: 'purpose'.", 'purpose', 'missing_required_parameter');
    }
    if (!purposes.includes(purpose)) {
      throw invalidRequest(`'${purpose}' is not one of ['${purposes.join("', '")}'] - 'purpose'`, 'purpose');
    }
    if (content.length === 0) throw invalidRequest('File is empty.', 'file');
    if (purpose === 'fine-tune' && !filename.endsWith('.jsonl')) {
      throw invalidRequest(
        `Invalid file format for Fine-Tuning API. Must be .jsonl`,
        'file',
        'invalid_file_format',
      );
    }
    sendJson(response, store.add(filename, purpose, content));
  });

  router.get('/', ({ query }, response) => {
    const data = store.list(typeof query['purpose'] === 'string' ? query['purpose'] : undefined);
    sendJson(response, {
      object: 'list',
      data,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
      has_more: false,
    });
  });

  router.get('/:id', ({ params }, response) => {
    sendJson(response, store.get(params.id) ?? fail(params.id));
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

function fail(id: string): never {
  throw notFound(`No such File object: ${id}`, 'id');
}
