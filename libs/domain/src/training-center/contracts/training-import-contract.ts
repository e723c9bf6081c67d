import { percentOfPhase, type PhaseSpans } from '../../runs/percent-of-phase.ts';

/** The workflow type that imports a file of examples. */
export const importExamplesWorkflow = 'importExamples';

/** Update of that workflow: the preview is confirmed, with the choices that are stored. */
export const confirmImport = 'confirmImport';

/** The phases of an import, in their order. */
export const importPhases = ['upload_check', 'preview', 'importing', 'finishing'] as const;
export type ImportPhase = (typeof importPhases)[number];

/** What each phase is called in front of people. */
export const importPhaseTitles: Record<ImportPhase, string> = {
  upload_check: 'Upload check',
  preview: 'Preview',
  importing: 'Importing',
  finishing: 'Finishing',
};

/** Where each phase begins and ends in percent of the whole run: nearly all of it is importing. */
const phaseSpans: PhaseSpans<ImportPhase> = {
  upload_check: [0, 2],
  preview: [2, 5],
  importing: [5, 97],
  finishing: [97, 100],
};

/** Percent of the whole run, 0–100, when `completed` of `total` bytes or records of a phase are done. */
export function percentOfImport(phase: ImportPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: the file is in object storage, choices and faults are in Postgres. */
export type ImportExamplesInput = {
  /** Also the import's own ID. */
  runId: string;
  userId: string;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};

/** Result of the workflow. */
export type ImportExamplesResult = {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  imported: number;
  failed: number;
  duplicates: number;
};
