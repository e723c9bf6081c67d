import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that trains an avatar. */
export const trainAvatarWorkflow = 'trainAvatar';

/** The phases of a training session, in their order. Seed 000, "AI Processing Pipeline". */
export const trainingPhases = [
  'upload_check',
  'text_extraction',
  'speaker_attribution',
  'pattern_analysis',
  'prompt_generation',
  'version',
] as const;
export type TrainingPhase = (typeof trainingPhases)[number];

/** What each phase is called in front of people. */
export const trainingPhaseTitles: Record<TrainingPhase, string> = {
  upload_check: 'Upload check',
  text_extraction: 'Text extraction',
  speaker_attribution: 'Speaker attribution',
  pattern_analysis: 'Pattern analysis',
  prompt_generation: 'Prompt generation',
  version: 'New version',
};

/**
 * Where each phase begins and ends in percent of the whole run. Extraction and the two model calls take the time;
 * the shares are those of a session with a handful of screenshots.
 */
const phaseSpans: PhaseSpans<TrainingPhase> = {
  upload_check: [0, 5],
  text_extraction: [5, 55],
  speaker_attribution: [55, 60],
  pattern_analysis: [60, 78],
  prompt_generation: [78, 95],
  version: [95, 100],
};

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfTraining(phase: TrainingPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: texts live in Postgres and in object storage. */
export type TrainAvatarInput = {
  runId: string;
  userId: string;
  avatarId: string;
  trainingSessionId: string;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};

/** Result of the workflow. */
export type TrainAvatarResult = {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  promptVersionId: string | null;
  filesExtracted: number;
  filesFailed: number;
};
