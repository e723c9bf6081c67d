import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { BusboyFileStream } from '@fastify/busboy';
import type { ObjectStorage } from '@understudy/activities/storage/object-storage';
import { newId } from '@understudy/db/new-id';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { validationFailed } from '../http/parse-input.ts';
import { cleanFileName } from './file-name.ts';
import { storeFile, type PassedFile } from './store-file.ts';
import { createUploadParser, sessionForm, type UploadForm } from './upload-parser.ts';

/** A file as it arrived. Everything up to the limit is in storage. */
export type ReceivedFile = PassedFile & {
  id: string;
  name: string;
  storageKey: string;
  /** Whether it was larger than a file may be; what came after the limit was thrown away. */
  truncated: boolean;
};

/** A multipart body as it arrived, files in their order. */
export type ReceivedUpload = { fields: Record<string, string>; files: ReceivedFile[] };

/** Bytes of a whole body: every file at its limit, and some room for what stands around them. */
const bodyBytesOf = ({ files, fileBytes }: UploadForm): number =>
  files * (fileBytes + 16 * 1024) + 1024 * 1024;

/**
 * Receives a multipart body: files are passed on to object storage while they arrive, under `<prefix>/<file ID>`.
 * Whatever goes wrong, the client going away included, no object stays behind.
 *
 * @throws UnderstudyError `unsupported_media_type`, `malformed_request`, `payload_too_large`, `validation_failed`,
 *   `storage_unavailable`
 */
export async function receiveUpload(
  request: IncomingMessage,
  storage: ObjectStorage,
  prefix: string,
  form: UploadForm = sessionForm,
): Promise<ReceivedUpload> {
  const streams: BusboyFileStream[] = [];
  const arriving: Promise<ReceivedFile | null>[] = [];
  const { sink, fields, faults } = createUploadParser(request, form, (stream, name) => {
    const arrival = receiveFile(storage, prefix, { stream, name, headBytes: form.headBytes });
    streams.push(stream);
    arriving.push(arrival);
    // A file that cannot be stored breaks the whole upload off.
    arrival.catch((error: unknown) => sink.destroy(toError(error)));
  });
  try {
    await pipeline(bodyOf(request, bodyBytesOf(form)), sink);
    const files = await Promise.all(arriving);
    if (faults.length > 0) throw validationFailed(faults);
    return { fields: Object.fromEntries(fields), files: files.filter((file) => file !== null) };
  } catch (error) {
    for (const stream of streams) stream.destroy(toError(error));
    await Promise.allSettled(arriving);
    await storage.deleteAll(prefix);
    throw toUploadError(error);
  }
}

type ArrivingFile = {
  stream: BusboyFileStream;
  name: string | undefined;
  headBytes: number | undefined;
};

async function receiveFile(
  storage: ObjectStorage,
  prefix: string,
  { stream, name, headBytes }: ArrivingFile,
): Promise<ReceivedFile | null> {
  const id = newId();
  const storageKey = `${prefix}/${id}`;
  const passed = await storeFile(storage, storageKey, stream, headBytes);
  // What a browser sends for a file field in which nothing was chosen.
  if (passed.sizeBytes === 0 && (name ?? '') === '') {
    await storage.delete(storageKey);
    return null;
  }
  return { ...passed, id, name: cleanFileName(name), storageKey, truncated: stream.truncated };
}

/**
 * The body, limited; one that says itself that it is too large is not even begun. The request is left open when reading
 * ends early, since it still has to be answered.
 */
async function* bodyOf(request: IncomingMessage, most: number): AsyncGenerator<Buffer, void, void> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > most) throw tooLarge(most);
    yield part;
  }
}

function tooLarge(most: number): UnderstudyError {
  const size =
    most < 1024 ** 3 ? `${(most / 1024 ** 2).toFixed(0)} MB` : `${(most / 1024 ** 3).toFixed(1)} GB`;
  return new UnderstudyError('payload_too_large', `An upload may have at most ${size} in all.`);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** What is left after our own errors comes from the parser, or from a client that went away. */
function toUploadError(error: unknown): UnderstudyError {
  if (error instanceof UnderstudyError) return error;
  return new UnderstudyError(
    'malformed_request',
    'The upload broke off, or is no well-formed multipart body.',
    {
      cause: error,
    },
  );
}
