import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { text, type Request, type Response } from 'express';
import { printParseErrorCode, visit } from 'jsonc-parser';

/** Bytes of a JSON body: a chat with its whole history fits. */
const jsonBodyBytes = 4 * 1024 * 1024;

const readText = text({ type: (request) => isJson(request.headers['content-type']), limit: jsonBodyBytes });

/**
 * Reads the JSON body of a request. No body at all counts as an empty object, so that a schema whose fields are all
 * optional needs none.
 *
 * @throws UnderstudyError `unsupported_media_type`, `payload_too_large`, or `malformed_request` with the position
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return {};
  if (!isJson(request.headers['content-type'])) {
    throw new UnderstudyError(
      'unsupported_media_type',
      'The body must be JSON. Send it with the header "Content-Type: application/json".',
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > jsonBodyBytes) throw tooLarge();
  await new Promise<void>((resolve, reject) => {
    // The reader takes everything that is sent before it says that this is too much.
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > jsonBodyBytes) reject(tooLarge());
    });
    readText(request, response, (error?: unknown) =>
      error === undefined ? resolve() : reject(toError(error)),
    );
  });
  const body: unknown = request.body;
  return typeof body === 'string' ? parseJson(body) : {};
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UnderstudyError('malformed_request', `The body is not valid JSON: ${firstFault(body)}.`, {
      cause,
    });
  }
}

/** Where JSON stops being JSON. V8's own message leaves the position out for most faults. */
function firstFault(body: string): string {
  let found: string | undefined;
  const options = { disallowComments: true, allowTrailingComma: false };
  const onError = (error: number, offset: number, _length: number, line: number, character: number) => {
    found ??= `${inWords(printParseErrorCode(error))} at line ${line + 1}, column ${character + 1} (position ${offset})`;
  };
  visit(body, { onError }, options);
  return found ?? 'it cannot be read';
}

function inWords(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function tooLarge(cause?: Error): UnderstudyError {
  const megabytes = jsonBodyBytes / 1024 / 1024;
  return new UnderstudyError('payload_too_large', `The body may have at most ${megabytes} MB.`, { cause });
}

/** Errors of the body reader carry the HTTP status they stand for. */
function toError(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error)) return error;
  if (error.status === 413) return tooLarge(error);
  if (error.status === 415) {
    return new UnderstudyError('unsupported_media_type', 'The body must be JSON in UTF-8.', { cause: error });
  }
  return new UnderstudyError('malformed_request', 'The body of the request could not be read.', {
    cause: error,
  });
}
