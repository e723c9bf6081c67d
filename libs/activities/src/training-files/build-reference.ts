import type { Database } from '@understudy/db/database';
import type { ArtefactFormat } from '@understudy/domain/training-files/artefact-format';
import type { BuildTrainingFileInput } from '@understudy/domain/training-files/training-file-contract';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { artefactFolder } from './artefact-keys.ts';

/** What every activity of a build is handed: IDs only. */
export type BuildReference = BuildTrainingFileInput;

/** What the activities of a build need from outside. */
export type BuildDependencies = { database: Database; storage: ObjectStorage };

/** Where a build writes before its artefact is complete. Nobody ever downloads it. */
export function unfinishedKey(reference: BuildReference, format: ArtefactFormat): string {
  return `${artefactFolder(reference)}/unfinished.${format}`;
}
