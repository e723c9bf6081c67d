import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { ObjectStorage } from '@understudy/activities/storage/object-storage';
import type { NewKnowledgeDocument } from '@understudy/db/knowledge/create-knowledge-document';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  acceptedKnowledge,
  knowledgeFileKinds,
  knowledgeLimits,
  pasteKnowledgeSchema,
  uploadKnowledgeSchema,
} from '@understudy/domain/knowledge/knowledge-document';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { readJsonBody } from '../http/json-body.ts';
import { parseInput, validationFailed } from '../http/parse-input.ts';
import { judgeFiles } from '../training-sessions/judge-upload.ts';
import { receiveUpload, type ReceivedFile } from '../training-sessions/receive-upload.ts';
import { storeFile } from '../training-sessions/store-file.ts';

/** What is to become a document. Its content is in storage. */
export type ReceivedKnowledge = Pick<
  NewKnowledgeDocument,
  'avatarId' | 'title' | 'fileName' | 'kind' | 'sizeBytes' | 'contentDigest' | 'storageKey'
>;

const form = { fileFields: ['file'], files: 1, fileBytes: uploadLimits.fileBytes };

/**
 * Receives a file as a multipart body, or a text as JSON; either way its content ends up in storage under `prefix`.
 * Whatever goes wrong, no object stays behind.
 *
 * @throws UnderstudyError what `receiveUpload` and `readJsonBody` throw; `validation_failed`; `file_too_large`,
 *   `file_empty`, `file_type_unsupported`
 */
export async function receiveKnowledge(
  request: Request,
  response: Response,
  storage: ObjectStorage,
  prefix: string,
): Promise<ReceivedKnowledge> {
  if (/^multipart\//i.test(request.headers['content-type'] ?? '')) {
    const upload = await receiveUpload(request, storage, prefix, form);
    try {
      return await toKnowledge(upload.fields, upload.files);
    } catch (error) {
      await storage.deleteAll(prefix);
      throw error;
    }
  }
  const { title, text, avatar_id } = parseInput(pasteKnowledgeSchema, await readJsonBody(request, response));
  const storageKey = `${prefix}/pasted`;
  const { sizeBytes, contentDigest } = await storeFile(
    storage,
    storageKey,
    Readable.from([Buffer.from(text)]),
  );
  return {
    avatarId: avatar_id ?? null,
    title,
    fileName: title,
    kind: 'text',
    sizeBytes,
    contentDigest,
    storageKey,
  };
}

async function toKnowledge(
  fields: Record<string, string>,
  files: readonly ReceivedFile[],
): Promise<ReceivedKnowledge> {
  // A form sends its empty fields, too.
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const { title, avatar_id } = parseInput(uploadKnowledgeSchema, given);
  const [file] = await judgeFiles(files);
  if (file === undefined) {
    throw validationFailed([{ field: 'file', message: `Choose a file. Accepted are ${acceptedKnowledge}.` }]);
  }
  const fault = (code: ProblemCode, message: string) =>
    new UnderstudyError(code, message, { faults: [{ field: 'file', message, code, file: file.name }] });
  if (!file.usable) throw fault(file.code, file.message);
  const kind = knowledgeFileKinds.find((accepted) => accepted === file.kind);
  if (kind === undefined) {
    throw fault('file_type_unsupported', `“${file.name}” is a picture. Accepted are ${acceptedKnowledge}.`);
  }
  return {
    avatarId: avatar_id ?? null,
    title: title ?? file.name.slice(0, knowledgeLimits.titleCharacters),
    fileName: file.name,
    kind,
    sizeBytes: file.sizeBytes,
    contentDigest: file.contentDigest,
    storageKey: file.storageKey,
  };
}
