import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that fine-tunes many avatars, a few at a time. */
export const fineTuneBatchWorkflow = 'fineTuneBatch';

/** The phases of a batch, in their order. */
export const fineTuneBatchPhases = ['choose', 'jobs'] as const;
export type FineTuneBatchPhase = (typeof fineTuneBatchPhases)[number];

/** What each phase is called in front of people. */
export const fineTuneBatchPhaseTitles: Record<FineTuneBatchPhase, string> = {
  choose: 'Looking at each avatar’s examples',
  jobs: 'Training',
};

const phaseSpans: PhaseSpans<FineTuneBatchPhase> = { choose: [0, 2], jobs: [2, 100] };

/** Percent of the whole run, 0–100, when `completed` of `total` avatars of a phase are done. */
export function percentOfFineTuneBatch(phase: FineTuneBatchPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Seconds between two looks at the jobs of a batch, unless configured otherwise. */
export const batchLookSeconds = { first: 2, longest: 30 };

/** Input of the workflow: IDs. The run's ID is also that of the batch. */
export type FineTuneBatchInput = {
  runId: string;
  userId: string;
  /** 1 for the first execution; retries count up. A retry keeps the jobs that have completed. */
  attempt: number;
  /** What a workflow that has looked for long carries over when it continues as new. */
  cursor?: { total: number; paused: boolean };
};

/** What one look at a batch gives the workflow to decide by. */
export type FineTuneBatchLook = {
  /** Avatars of the batch that anything further may happen for. */
  waiting: number;
  started: number;
  /** Avatars that are through, however. */
  ended: number;
};

/** Result of the workflow. */
export type FineTuneBatchResult = { status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled' };
