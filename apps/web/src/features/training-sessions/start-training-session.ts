import { z } from 'zod';
import { sendForm } from '../../api/send-form.ts';

/** What a training session is started with. */
export type TrainingRequest = {
  avatarId: string;
  files: readonly File[];
  instructions: string;
  /** Name of a speaker, `left` or `right`; null leaves it to the training. */
  avatarSpeaker: string | null;
  /** The same for every try of the same intention, so that it starts one session however often it is sent. */
  idempotencyKey: string;
};

const startedSchema = z.object({ id: z.uuid() });

function bodyOf({ files, instructions, avatarSpeaker }: TrainingRequest): FormData {
  const body = new FormData();
  // Text fields go first: the API can then judge them before the files have come.
  body.append('instructions', instructions);
  if (avatarSpeaker !== null) body.append('avatar_speaker', avatarSpeaker);
  for (const file of files) body.append('files[]', file, file.name);
  return body;
}

/**
 * Uploads the files and starts the session.
 *
 * @param onSent called with the share of bytes that are sent, 0–1
 * @returns ID of the session
 * @throws ApiError with the API's own sentence, or `unreachable`
 */
export async function startTrainingSession(
  request: TrainingRequest,
  onSent: (share: number) => void,
): Promise<string> {
  const body = await sendForm(`/api/avatars/${request.avatarId}/training-sessions`, bodyOf(request), {
    headers: { 'Idempotency-Key': request.idempotencyKey },
    onSent,
  });
  return startedSchema.parse(body).id;
}
