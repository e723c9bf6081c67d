import type { ArtefactFormat } from '@understudy/domain/training-files/artefact-format';
import { userFolder } from '../storage/user-folder.ts';

/** A build of a training file. */
export type BuildOfFile = { userId: string; trainingFileId: string; runId: string };

/** The folder of everything that a training file has in object storage. */
export function trainingFileFolder({ userId, trainingFileId }: Omit<BuildOfFile, 'runId'>): string {
  return `training-files/${userFolder(userId)}/${trainingFileId}`;
}

/** The folder of everything that one build has written. */
export function artefactFolder(build: BuildOfFile): string {
  return `${trainingFileFolder(build)}/${build.runId}`;
}

/** Where the artefact of a build lies. */
export function artefactKey(build: BuildOfFile, format: ArtefactFormat): string {
  return `${artefactFolder(build)}/training.${format}`;
}
