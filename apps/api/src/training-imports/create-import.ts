import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { newId } from '@understudy/db/new-id';
import {
  createTrainingImport,
  type CreatedTrainingImport,
} from '@understudy/db/training-imports/create-training-import';
import type { ApiDependencies } from '../dependencies.ts';
import { holdUpload } from '../training-sessions/hold-upload.ts';
import { queueUnderKey } from '../runs/queue-under-key.ts';
import { receiveImport, type ReceivedImport } from './receive-import.ts';

/** A request to import a file, its body not read yet. */
export type ImportRequest = {
  userId: string;
  idempotencyKey: string | undefined;
  request: IncomingMessage;
};

/**
 * Receives a file, queues its import and starts the run. A repeated request is answered with the import that the first one
 * made; what it uploaded is deleted again, as it is whenever no import comes out of a request.
 *
 * @throws UnderstudyError what `receiveImport` throws; `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createImport(
  dependencies: ApiDependencies,
  { userId, idempotencyKey: givenKey, request }: ImportRequest,
): Promise<CreatedTrainingImport> {
  const { models } = dependencies;
  const importId = newId();
  const prefix = `${createHash('sha256').update(userId).digest('hex').slice(0, 32)}/${importId}`;
  const held = { userId, uploadId: importId, storagePrefix: prefix };
  const created = await holdUpload(dependencies, held, async (claim) => {
    const received = await receiveImport(dependencies, request, prefix);
    const { fields, file } = received;
    const avatarId = fields.avatar_id ?? null;
    const requestDigest = digestOf(received);
    const identity = { userId, givenKey, requestDigest };
    return await queueUnderKey(dependencies, identity, async (tx, idempotencyKey) => {
      const queued = await createTrainingImport(tx, {
        importId,
        avatarId,
        fileName: file.name,
        sizeBytes: file.sizeBytes,
        contentDigest: file.contentDigest,
        storageKey: file.storageKey,
        waitsForConfirmation: fields.preview,
        mode: fields.mode,
        duplicates: fields.duplicates,
        nearDuplicates: fields.near_duplicates,
        idempotencyKey,
        requestDigest,
        simulatedProvider: models.simulated,
      });
      if (queued.created) await claim(tx);
      return { ...queued, avatarId };
    });
  });
  if (created.created) {
    const { avatarId } = created;
    const kind = 'training_import';
    dependencies.runStarts.begin({
      runId: importId,
      userId,
      kind,
      avatarId,
      subjectId: importId,
      attempt: 1,
    });
  }
  return created;
}

/** SHA-256, in hexadecimal, of everything that a request asks for. Two requests with the same digest are the same. */
function digestOf({ fields, file }: ReceivedImport): string {
  const { avatar_id, preview, mode, duplicates, near_duplicates } = fields;
  const wanted = [
    avatar_id ?? null,
    preview,
    mode,
    duplicates,
    near_duplicates,
    file.name,
    file.contentDigest,
  ];
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
}
