import {
  trainingImportSchema,
  type TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import { sendForm } from '../../api/send-form.ts';

type UploadOptions = {
  /** Whom the examples are for; null: no avatar in particular. */
  avatarId: string | null;
  /** Called with the share of bytes that are sent, 0–1. */
  onSent: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Uploads a data set to be looked at: nothing of it is stored as an example before it is confirmed.
 *
 * @throws ApiError with the API's own sentence, or `unreachable`; AbortError when the signal ended it
 */
export async function uploadExamples(
  file: File,
  { avatarId, onSent, signal }: UploadOptions,
): Promise<TrainingImport> {
  const form = new FormData();
  // Text fields go first: the API can then judge them before the file has come.
  form.append('preview', 'true');
  if (avatarId !== null) form.append('avatar_id', avatarId);
  form.append('file', file, file.name);
  const answer = await sendForm('/api/training/upload', form, {
    // The page follows the import itself.
    headers: { 'Idempotency-Key': crypto.randomUUID(), Prefer: 'wait=0' },
    onSent,
    signal,
  });
  return trainingImportSchema.parse(answer);
}
