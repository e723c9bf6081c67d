import { inspectUpload } from '@understudy/activities/training-sessions/inspect-upload';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import { UnderstudyError, type FieldFault } from '@understudy/domain/errors/understudy-error';
import {
  acceptedUploads,
  uploadLimits,
  type UploadKind,
} from '@understudy/domain/training-sessions/upload-limits';
import type { ReceivedFile } from './receive-upload.ts';

/** A file with what it turned out to be, or with why it cannot be used. */
export type JudgedFile = ReceivedFile &
  (
    | { usable: true; kind: UploadKind; contentType: string }
    | { usable: false; code: ProblemCode; message: string }
  );

/** Judges the files of an upload by size and content. */
export async function judgeFiles(files: readonly ReceivedFile[]): Promise<JudgedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const sizeBytes = file.truncated ? uploadLimits.fileBytes + 1 : file.sizeBytes;
      const verdict = await inspectUpload({ name: file.name, sizeBytes, head: file.head });
      if (verdict.ok) return { ...file, usable: true, kind: verdict.kind, contentType: verdict.contentType };
      return { ...file, usable: false, code: verdict.code, message: verdict.message };
    }),
  );
}

/**
 * Refuses an upload of which nothing can be used. One usable file, or instructions, are enough: files that cannot be
 * used are then listed in the session.
 *
 * @throws UnderstudyError `nothing_to_train_on` without files; the code of the files' faults where they have only one;
 *   else `validation_failed`
 */
export function refuseUnusable(files: readonly JudgedFile[], instructions: string): void {
  if (instructions !== '' || files.some(({ usable }) => usable)) return;
  const faults = files.flatMap(toFault);
  const [first] = faults;
  if (first === undefined) {
    throw new UnderstudyError(
      'nothing_to_train_on',
      `Add at least one file, or instructions. Accepted are ${acceptedUploads}.`,
    );
  }
  const codes = new Set(faults.map(({ code }) => code));
  const code = codes.size === 1 ? (first.code ?? 'validation_failed') : 'validation_failed';
  const detail =
    faults.length === 1 ? first.message : `None of the ${faults.length} files can be used. ${first.message}`;
  throw new UnderstudyError(code, detail, { faults });
}

function toFault(file: JudgedFile, index: number): FieldFault[] {
  if (file.usable) return [];
  return [{ field: `files[${index}]`, message: file.message, code: file.code, file: file.name }];
}
