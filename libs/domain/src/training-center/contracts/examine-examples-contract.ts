import { percentOfPhase, type PhaseSpans } from '../../runs/percent-of-phase.ts';

/** The workflow type that examines the examples of a scope. */
export const examineExamplesWorkflow = 'examineExamples';

/** The phases, in their order. */
export const examinationPhases = ['examining', 'reporting'] as const;
export type ExaminationPhase = (typeof examinationPhases)[number];

/** What each phase is called in front of people. */
export const examinationPhaseTitles: Record<ExaminationPhase, string> = {
  examining: 'Examining',
  reporting: 'Report',
};

/** Where each phase begins and ends in percent of the whole run. */
const phaseSpans: PhaseSpans<ExaminationPhase> = { examining: [0, 95], reporting: [95, 100] };

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfExamination(phase: ExaminationPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: texts live in Postgres. */
export type ExamineExamplesInput = {
  runId: string;
  userId: string;
  /** Null: all examples of the user. */
  avatarId: string | null;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};
