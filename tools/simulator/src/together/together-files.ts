import { randomUUID } from 'node:crypto';
import { Router, raw } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { checkJsonl } from '../files/check-jsonl.ts';
import type { FileStore } from '../files/file-store.ts';
import { receiveUpload } from '../files/receive-upload.ts';
import { notFound } from '../http/provider-error.ts';
import { sendJson } from '../http/send-json.ts';

const announcementSchema = z.object({ file_name: z.string().min(1), purpose: z.string().min(1) });
type Announcement = z.infer<typeof announcementSchema>;

/** Files that were announced and are still to come, by their identifiers. */
export type AwaitedFiles = Map<string, Announcement>;

/**
 * `/files`: two ways to upload, as the official clients take them: `POST /files` answers 302 with an address to `PUT`
 * the content to; `POST /files/upload` takes a form.
 *
 * @param uploadPath where content is put, see {@link receiveContent}.
 */
export function createTogetherFiles(files: FileStore, awaited: AwaitedFiles, uploadPath: string): Router {
  const router = Router();
  router.post('/', (request, response) => {
    const announcement = announcementSchema.parse(request.query);
    const id = `file-${randomUUID()}`;
    awaited.set(id, announcement);
    response
      .status(302)
      .set('location', `${request.protocol}://${request.get('host') ?? ''}${uploadPath}/${id}`)
      .set('x-together-file-id', id)
      .end();
  });
  router.post('/upload', async (request, response) => {
    const { filename, purpose = 'fine-tune', content } = await receiveUpload(request);
    checkJsonl(content);
    const { id } = files.add({ id: `file-${randomUUID()}`, filename, purpose, content });
    sendJson(response, toBody(files, awaited, id));
  });
  router.get('/', (_request, response) => {
    sendJson(response, { data: files.list(undefined).map(({ id }) => toBody(files, awaited, id)) });
  });
  router.get('/:id', ({ params }, response) => {
    sendJson(response, toBody(files, awaited, params.id));
  });
  router.get('/:id/content', ({ params }, response) => {
    response.type('application/octet-stream').send(files.content(params.id) ?? fail(params.id));
  });
  router.delete('/:id', ({ params }, response) => {
    if (!files.delete(params.id) && !awaited.delete(params.id)) fail(params.id);
    sendJson(response, { id: params.id, deleted: true });
  });
  return router;
}

/** Takes the content of an announced file, without a key, as a signed address does. */
export function receiveContent(files: FileStore, awaited: AwaitedFiles): RequestHandler[] {
  return [
    raw({ type: () => true, limit: '512mb' }),
    (request, response) => {
      const { id } = z.object({ id: z.string() }).parse(request.params);
      const announced = awaited.get(id);
      const content: unknown = request.body;
      if (announced === undefined || !Buffer.isBuffer(content)) {
        response.status(404).end();
        return;
      }
      awaited.delete(id);
      files.add({ id, filename: announced.file_name, purpose: announced.purpose, content });
      response.status(200).end();
    },
  ];
}

function toBody(files: FileStore, awaited: AwaitedFiles, id: string) {
  const file = files.get(id);
  const announced = awaited.get(id);
  if (file === undefined && announced === undefined) fail(id);
  return {
    id,
    object: 'file',
    bytes: file?.bytes ?? 0,
    created_at: file?.created_at ?? 0,
    filename: file?.filename ?? announced?.file_name,
    purpose: file?.purpose ?? announced?.purpose,
    FileType: 'jsonl',
    Processed: file?.status === 'processed',
    processing_status: file?.status === 'processed' ? 'COMPLETED' : 'PENDING',
  };
}

function fail(id: string): never {
  throw notFound(`File not found: ${id}`, 'id', 'file_not_found');
}
