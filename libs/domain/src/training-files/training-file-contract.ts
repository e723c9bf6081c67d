import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that builds the artefacts of a training file. */
export const buildTrainingFileWorkflow = 'buildTrainingFile';

/** The phases, in their order. */
export const buildPhases = ['building', 'publishing'] as const;
export type BuildPhase = (typeof buildPhases)[number];

/** What each phase is called in front of people. */
export const buildPhaseTitles: Record<BuildPhase, string> = {
  building: 'Building',
  publishing: 'Publishing',
};

/** Where each phase begins and ends in percent of the whole run. */
const phaseSpans: PhaseSpans<BuildPhase> = { building: [0, 95], publishing: [95, 100] };

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfBuild(phase: BuildPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: texts live in object storage. */
export type BuildTrainingFileInput = {
  runId: string;
  userId: string;
  trainingFileId: string;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};

/** Whether a build may begin: at once, after another one of the same file, or not any more. */
export type BuildTurn = 'begin' | 'wait' | 'leave';

/** Result of the workflow. */
export type BuildTrainingFileResult = { status: 'completed' | 'failed' | 'cancelled'; trainingPairs: number };
