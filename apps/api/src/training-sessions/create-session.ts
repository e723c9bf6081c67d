import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readAvatarName } from '@understudy/db/avatars/get-avatar-name';
import { newId } from '@understudy/db/new-id';
import {
  createTrainingSession,
  type CreatedTrainingSession,
  type NewTrainingSession,
} from '@understudy/db/training-sessions/create-training-session';
import { createTrainingSessionSchema } from '@understudy/domain/training-sessions/training-session';
import type { ApiDependencies } from '../dependencies.ts';
import { parseInput } from '../http/parse-input.ts';
import { queueUnderKey } from '../runs/queue-under-key.ts';
import { holdUpload } from './hold-upload.ts';
import { judgeFiles, refuseUnusable, type JudgedFile } from './judge-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { requestDigest } from './request-digest.ts';

/** A request for a training session, its body not read yet. */
export type SessionRequest = {
  userId: string;
  avatarId: string;
  idempotencyKey: string | undefined;
  request: IncomingMessage;
};

/**
 * Receives the files, queues the session, and starts its run. A repeated request is answered with the session that the
 * first one made; what it uploaded is deleted again, as it is whenever no session comes out of a request.
 *
 * @throws UnderstudyError what `receiveUpload` and `refuseUnusable` throw; `not_found`; `idempotency_key_reused`
 */
export async function createSession(
  dependencies: ApiDependencies,
  { userId, avatarId, idempotencyKey, request }: SessionRequest,
): Promise<CreatedTrainingSession> {
  const { database, storage, runLinks } = dependencies;
  const sessionId = newId();
  const prefix = `${createHash('sha256').update(userId).digest('hex').slice(0, 32)}/${sessionId}`;
  const held = { userId, uploadId: sessionId, storagePrefix: prefix };
  // Read while the upload is noted. Nothing is received for an avatar that the user does not have.
  const naming = readAvatarName(database, userId, avatarId);
  naming.catch(() => undefined);
  const created = await holdUpload(dependencies, held, async (claim) => {
    const avatarName = await naming;
    const upload = await receiveUpload(request, storage, prefix);
    const wanted = parseInput(createTrainingSessionSchema, withoutEmptySpeaker(upload.fields));
    const files = await judgeFiles(upload.files);
    refuseUnusable(files, wanted.instructions);
    await Promise.all(files.map((file) => (file.usable ? undefined : storage.delete(file.storageKey))));
    const session = {
      sessionId,
      runId: newId(),
      avatarId,
      title: `Train ${avatarName}`,
      instructions: wanted.instructions,
      requestedSpeaker: wanted.avatar_speaker ?? null,
      requestDigest: requestDigest(avatarId, wanted, upload.files),
      files: files.map(toNewFile),
      simulatedProvider: dependencies.models.simulated,
    };
    const identity = { userId, givenKey: idempotencyKey, requestDigest: session.requestDigest };
    return await queueUnderKey(dependencies, identity, async (tx, key) => {
      return await createTrainingSession(tx, { ...session, idempotencyKey: key }, runLinks, () => claim(tx));
    });
  });
  if (created.created) {
    const { runId } = created;
    dependencies.runStarts.begin({
      runId,
      userId,
      kind: 'training_session',
      avatarId,
      subjectId: sessionId,
      attempt: 1,
    });
  }
  return created;
}

/** A form sends its empty fields, too. */
function withoutEmptySpeaker({ avatar_speaker, ...fields }: Record<string, string>): Record<string, string> {
  return avatar_speaker === undefined || avatar_speaker.trim() === ''
    ? fields
    : { ...fields, avatar_speaker };
}

function toNewFile(file: JudgedFile): NewTrainingSession['files'][number] {
  const { id, name, sizeBytes, contentDigest, storageKey } = file;
  const described = { id, name, sizeBytes, contentDigest, storageKey };
  if (file.usable) return { ...described, kind: file.kind, contentType: file.contentType };
  return { ...described, error: { code: file.code, message: file.message } };
}
