import { z } from 'zod';
import { errorFromAnswer, unreachableError } from '../../api/api-error.ts';
import { reportReachable } from '../../api/connection-store.ts';
import { authorizationHeader } from '../../api/token-store.ts';

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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Uploads the files and starts the session. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 *
 * @param onSent called with the share of bytes that are sent, 0–1
 * @returns ID of the session
 * @throws ApiError with the API's own sentence, or `unreachable`
 */
export function startTrainingSession(
  request: TrainingRequest,
  onSent: (share: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', `/api/avatars/${request.avatarId}/training-sessions`);
    upload.setRequestHeader('Idempotency-Key', request.idempotencyKey);
    for (const [name, value] of Object.entries(authorizationHeader())) upload.setRequestHeader(name, value);
    upload.upload.addEventListener('progress', ({ loaded, total }) =>
      onSent(total === 0 ? 0 : loaded / total),
    );
    upload.addEventListener('error', () => {
      reportReachable(false);
      reject(unreachableError());
    });
    upload.addEventListener('load', () => {
      reportReachable(true);
      const body = parseJson(upload.responseText);
      const started = startedSchema.safeParse(body);
      if (upload.status < 300 && started.success) resolve(started.data.id);
      else reject(errorFromAnswer(upload.status, body));
    });
    upload.send(bodyOf(request));
  });
}
