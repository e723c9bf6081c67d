import { artefactKey } from '@understudy/activities/training-files/artefact-keys';
import { findArtefact } from '@understudy/db/training-files/get-training-file';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ArtefactFormat } from '@understudy/domain/training-files/artefact-format';
import type { DownloadHandler } from '../downloads/download-handlers.ts';
import { sendAttachment } from '../downloads/send-attachment.ts';

const mediaTypes: Record<ArtefactFormat, string> = {
  json: 'application/json; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/** Times that a download is begun, in case a new build takes the place of the artefact just now. */
const mostTries = 3;

/** Streams the artefact of a training file that is complete now. */
export const sendTrainingFile: DownloadHandler<'training_file'> = async (call) => {
  const { download, userId, fileName, response, dependencies } = call;
  const { training_file_id: trainingFileId, format } = download;
  for (let attempt = 1; ; attempt += 1) {
    const artefact = await dependencies.database.asUser(userId, (tx) => findArtefact(tx, trainingFileId));
    if (artefact === null) throw new UnderstudyError('not_found', 'There is nothing to download any more.');
    const key = artefactKey({ userId, trainingFileId, runId: artefact.runId }, format);
    try {
      const contents = await dependencies.storage.getStream(key);
      const attachment = { fileName, mediaType: mediaTypes[format], size: artefact.size[format], contents };
      return await sendAttachment(response, attachment);
    } catch (error) {
      const gone = error instanceof UnderstudyError && error.code === 'not_found';
      if (!gone || response.headersSent || attempt === mostTries) throw error;
    }
  }
};
