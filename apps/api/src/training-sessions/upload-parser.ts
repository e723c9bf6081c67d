import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { UnderstudyError, type FieldFault } from '@understudy/domain/errors/understudy-error';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';

/** What a parser finds in a multipart body while it is fed. */
export type UploadParser = {
  /** To be fed with the body. */
  sink: BusboyInstance;
  fields: Map<string, string>;
  /** What is wrong with the body, without breaking it off. */
  faults: FieldFault[];
};

/** Which files a form has. */
export type UploadForm = {
  /** Names of the file field; the first is the documented one. */
  fileFields: readonly string[];
  /** Files at most. */
  files: number;
  /** Bytes of each at most. */
  fileBytes: number;
  /** How many of its first bytes are wanted. */
  headBytes?: number;
};

/** The form of a training session. Both spellings are common. */
export const sessionForm: UploadForm = {
  fileFields: ['files[]', 'files'],
  files: uploadLimits.files,
  fileBytes: uploadLimits.fileBytes,
};

const limits = {
  fields: 10,
  /** Bytes of a text field: the longest instructions in the widest UTF-8. */
  fieldSize: uploadLimits.instructionsCharacters * 4,
  headerPairs: 20,
  headerSize: 16 * 1024,
};

/**
 * A parser for the multipart body of an upload, with the limits enforced while it reads. `onFile` is called for every
 * file as it begins and must consume the stream, which ends early, marked as truncated, at the limit of a file.
 *
 * @throws UnderstudyError `unsupported_media_type`, `malformed_request`
 */
export function createUploadParser(
  { headers }: IncomingMessage,
  form: UploadForm,
  onFile: (stream: BusboyFileStream, name: string | undefined) => void,
): UploadParser {
  const { fileFields, files } = form;
  const [fileField = ''] = fileFields;
  const sink = createSink(headers, form);
  const fields = new Map<string, string>();
  const faults: FieldFault[] = [];
  const refuse = (field: string, message: string) => void faults.push({ field, message });
  sink.on('field', (name, value, _nameTruncated, valueTruncated) => {
    if (fields.has(name)) refuse(name, 'Is given twice. Give it once.');
    if (valueTruncated) refuse(name, `Must have at most ${uploadLimits.instructionsCharacters} characters.`);
    fields.set(name, value);
  });
  sink.on('file', (field, stream, name) => {
    if (fileFields.includes(field)) return onFile(stream, name);
    refuse(field, `Is not known here. Send files in the field "${fileField}".`);
    stream.resume();
  });
  sink.on('filesLimit', () =>
    refuse(fileField, `Must have at most ${files} ${files === 1 ? 'file' : 'files'}.`),
  );
  sink.on('fieldsLimit', () => refuse('body', `Must have at most ${limits.fields} text fields.`));
  return { sink, fields, faults };
}

function createSink(
  headers: IncomingMessage['headers'],
  { files, fileBytes: fileSize }: UploadForm,
): BusboyInstance {
  const contentType = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) {
    throw new UnderstudyError('unsupported_media_type', 'The body must be multipart/form-data.');
  }
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': contentType },
      limits: { ...limits, files, fileSize },
    });
  } catch (cause) {
    throw new UnderstudyError('malformed_request', 'The Content-Type names no boundary.', { cause });
  }
}
