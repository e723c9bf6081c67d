import { createHash } from 'node:crypto';
import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { ProviderError, invalidRequest } from '../http/provider-error.ts';

/** An upload as it came by multipart form. */
export interface Upload {
  readonly filename: string;
  readonly purpose: string | undefined;
  /** Seconds until the file expires, as it was written. */
  readonly expiresAfter: string | undefined;
  readonly content: Buffer;
  /** SHA-256 over purpose and content: equal for the same upload made twice, whatever the form's boundary. */
  readonly digest: string;
}

/** Largest file, in bytes. */
const largestFile = 512 * 1024 * 1024;

/**
 * Receives one file by `multipart/form-data`.
 *
 * @throws {ProviderError} 400 when the form is none or has no file, 413 when the file is too large.
 */
export function receiveUpload(request: Request): Promise<Upload> {
  const contentType = request.headers['content-type'];
  if (contentType?.startsWith('multipart/form-data') !== true) {
    throw invalidRequest("Expected a 'multipart/form-data' request.", null);
  }
  return new Promise((resolve, reject) => {
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { fileSize: largestFile, files: 1 },
    });
    const chunks: Buffer[] = [];
    let filename: string | undefined;
    const fields = new Map<string, string>();
    form.on('field', (name, value) => {
      if (typeof value === 'string') fields.set(name, value);
    });
    form.on('file', (_field, stream, name) => {
      filename = name;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(tooLarge()));
    });
    form.on('error', () => reject(invalidRequest('The form could not be read.', null)));
    form.on('finish', () => {
      if (filename === undefined) {
        reject(invalidRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter'));
        return;
      }
      const content = Buffer.concat(chunks);
      const purpose = fields.get('purpose');
      const digest = createHash('sha256')
        .update(`${purpose ?? ''}\n`)
        .update(content)
        .digest('hex');
      resolve({ filename, purpose, expiresAfter: fields.get('expires_after[seconds]'), content, digest });
    });
    request.on('aborted', () => reject(invalidRequest('The upload was cut off.', 'file')));
    request.pipe(form);
  });
}

const tooLarge = () =>
  new ProviderError({
    status: 413,
    type: 'invalid_request_error',
    message: 'The file is larger than 512 MB.',
    param: 'file',
    code: 'file_too_large',
  });
