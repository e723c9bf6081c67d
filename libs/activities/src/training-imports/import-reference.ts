import type { Database } from '@understudy/db/database';
import type { ImportExamplesInput } from '@understudy/domain/training-center/contracts/training-import-contract';
import type { RunStarter } from '../runs/run-starter.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';

/** Which import an activity works on. */
export type ImportReference = ImportExamplesInput;

/** What the activities of an import need from outside. */
export type ImportDependencies = { database: Database; storage: ObjectStorage; starter: RunStarter };
