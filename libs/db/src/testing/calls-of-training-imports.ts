import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { confirmTrainingImport } from '../training-imports/confirm-training-import.ts';
import { createTrainingImport } from '../training-imports/create-training-import.ts';
import { getTrainingImport } from '../training-imports/get-training-import.ts';
import { advanceImport } from '../training-imports/import-progress.ts';
import { insertImportedExamples } from '../training-imports/insert-imported-examples.ts';
import { insertImportFaults } from '../training-imports/insert-import-faults.ts';
import { countImportFaults, listImportFaults } from '../training-imports/list-import-faults.ts';
import { listTrainingImports } from '../training-imports/list-training-imports.ts';
import { loadTrainingImport, lockTrainingImport } from '../training-imports/load-training-import.ts';
import { recordImportFormat, recordImportStatus } from '../training-imports/record-import-format.ts';
import { readComparedTexts, readDigests } from '../training-imports/scope-contents.ts';
import { takeBackImport } from '../training-imports/take-back-import.ts';
import { undoTrainingImport } from '../training-imports/undo-training-import.ts';
import {
  describeImport,
  describeImportedExamples,
  noCounts,
  someFault,
  someFormat,
} from './seed-training-import.ts';

type Ids = { avatarId: string; importId: string };
type Call = (tx: Transaction) => Promise<unknown>;

const page = { limit: 10 };

/** Queries of imports that know no such row when somebody else's ID is asked for. */
export function importCallsAnsweredNotFound({ avatarId, importId }: Ids): Record<string, Call> {
  return {
    confirmTrainingImport: (tx) => confirmTrainingImport(tx, importId, () => ({})),
    createTrainingImport: (tx) => createTrainingImport(tx, describeImport({ avatarId })),
    getTrainingImport: (tx) => getTrainingImport(tx, importId),
    loadTrainingImport: (tx) => loadTrainingImport(tx, importId),
    lockTrainingImport: (tx) => lockTrainingImport(tx, importId),
    undoTrainingImport: (tx) => undoTrainingImport(tx, importId, newId()),
  };
}

/** Queries of imports that find nothing where only somebody else has something, each with its answer then. */
export function importCallsAnsweredEmpty({
  avatarId,
  importId,
}: Ids): Record<string, [call: Call, answer: unknown]> {
  const scope = { avatarId };
  return {
    advanceImport: [(tx) => advanceImport(tx, importId, 0, noCounts), false],
    countImportFaults: [(tx) => countImportFaults(tx, importId), 0],
    listImportFaults: [(tx) => listImportFaults(tx, importId, page), []],
    listTrainingImports: [(tx) => listTrainingImports(tx, null, page), { items: [], next_cursor: null }],
    readDigests: [(tx) => readDigests(tx, scope, null), { digests: '', last: null }],
    readComparedTexts: [(tx) => readComparedTexts(tx, scope, { before: null, limit: 10 }), []],
  };
}

/** Queries of imports that write and say nothing, or that a foreign key refuses. */
export function importCallsWithoutAnswer({ importId }: Ids): Record<string, Call> {
  return {
    insertImportedExamples: (tx) =>
      insertImportedExamples(tx, { importId, avatarId: null }, describeImportedExamples(7)),
    insertImportFaults: (tx) => insertImportFaults(tx, importId, [{ record: 7, faults: [someFault] }]),
    recordImportFormat: (tx) => recordImportFormat(tx, importId, someFormat),
    recordImportStatus: (tx) => recordImportStatus(tx, importId, 'importing'),
    takeBackImport: (tx) => takeBackImport(tx, importId),
  };
}
