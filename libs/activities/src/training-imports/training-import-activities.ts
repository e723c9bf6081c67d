import { Context } from '@temporalio/activity';
import { announcePreview } from './announce-preview.ts';
import { checkImport } from './check-import.ts';
import { endImport, type ImportOutcome } from './end-import.ts';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { importRecords } from './import-records.ts';

/** The activities that import a file of examples, in the order of its phases. */
export type TrainingImportActivities = ReturnType<typeof createTrainingImportActivities>;

/** The activities that import a file of examples, in the order of its phases. */
export function createTrainingImportActivities(dependencies: ImportDependencies) {
  return {
    checkImport: (reference: ImportReference) => checkImport(dependencies, reference, signal()),
    announcePreview: (reference: ImportReference) => announcePreview(dependencies, reference),
    importRecords: (reference: ImportReference) => importRecords(dependencies, reference, signal()),
    endImport: (reference: ImportReference & ImportOutcome) => endImport(dependencies, reference),
  };
}

const signal = () => Context.current().cancellationSignal;
