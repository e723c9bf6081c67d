import type { IncomingMessage } from 'node:http';
import { importFileLimits } from '@understudy/activities/training-imports/import-file-limits';
import { inspectImportFile } from '@understudy/activities/training-imports/inspect-import-file';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import {
  uploadFieldsSchema,
  type UploadFields,
} from '@understudy/domain/training-center/contracts/import-examples';
import type { ApiDependencies } from '../dependencies.ts';
import { parseInput, validationFailed } from '../http/parse-input.ts';
import { receiveUpload, type ReceivedFile } from '../training-sessions/receive-upload.ts';

/** A file of examples that arrived and can be read, by its beginning. */
export type ReceivedImport = { fields: UploadFields; file: ReceivedFile };

/**
 * Receives a file of examples; it is passed on to object storage, under `prefix`, while it arrives. Whatever goes wrong, no
 * object stays behind.
 *
 * @throws UnderstudyError what `receiveUpload` and `inspectImportFile` throw; `validation_failed`, `file_too_large`
 */
export async function receiveImport(
  { storage, trainingImports }: Pick<ApiDependencies, 'storage' | 'trainingImports'>,
  request: IncomingMessage,
  prefix: string,
): Promise<ReceivedImport> {
  const { fileBytes } = trainingImports;
  const { sampleBytes: headBytes } = importFileLimits;
  const form = { fileFields: ['file'], files: 1, fileBytes, headBytes };
  const upload = await receiveUpload(request, storage, prefix, form);
  try {
    // A form sends its empty fields, too.
    const given = Object.entries(upload.fields).filter(([, value]) => value.trim() !== '');
    const fields = parseInput(uploadFieldsSchema, Object.fromEntries(given));
    const [file] = upload.files;
    if (file === undefined) {
      throw validationFailed([
        {
          field: 'file',
          message: 'Choose a file: JSON, JSON Lines or CSV, also compressed with gzip, or Parquet.',
        },
      ]);
    }
    if (file.truncated) throw tooLarge(file.name, fileBytes);
    const isComplete = file.sizeBytes <= headBytes;
    inspectImportFile({ bytes: file.head, isComplete, name: file.name });
    return { fields, file };
  } catch (error) {
    await storage.deleteAll(prefix);
    throw error;
  }
}

function tooLarge(file: string, fileBytes: number): UnderstudyError {
  const code = 'file_too_large';
  const message = `The file is larger than ${(fileBytes / 1024 ** 2).toLocaleString('en')} MB. Compress it with gzip, or divide it.`;
  return new UnderstudyError(code, message, { faults: [{ field: 'file', message, code, file }] });
}
