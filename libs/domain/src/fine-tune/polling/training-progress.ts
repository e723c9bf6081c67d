import type { FineTuneStatus } from '../fine-tune-status.ts';

/** What is known of how far a training is. Providers report one or another of these. */
export type TrainingEvidence = {
  step?: number | null;
  totalSteps?: number | null;
  trainedTokens?: number | null;
  /** Tokens of the training file times epochs. */
  expectedTokens?: number | null;
  epochsCompleted?: number | null;
  epochs?: number | null;
  /** As the provider says it, 0 to 100. */
  providerPercent?: number | null;
  startedAtMs?: number | null;
  estimatedFinishMs?: number | null;
  nowMs?: number | null;
};

/** Only an end is 100. */
const MOST_UNFINISHED = 99;

/**
 * Percent of the training, 0 to 100 to one decimal: by steps, or else tokens, the provider's own figure, epochs, or time
 * to its estimated finish, whichever is the first that is known. Never less than before, so that a bar does not run back.
 *
 * @param before what was shown last
 */
export function percentOfTraining(status: FineTuneStatus, evidence: TrainingEvidence, before = 0): number {
  if (status === 'succeeded') return 100;
  const found = shareDone(evidence);
  const percent = found === null ? 0 : Math.round(found * 1_000) / 10;
  return Math.max(before, Math.min(MOST_UNFINISHED, Math.max(0, percent)));
}

function shareDone(evidence: TrainingEvidence): number | null {
  const { step, totalSteps, trainedTokens, expectedTokens, providerPercent, epochsCompleted, epochs } =
    evidence;
  return (
    share(step, totalSteps) ??
    share(trainedTokens, expectedTokens) ??
    share(providerPercent, 100) ??
    share(epochsCompleted, epochs) ??
    shareOfTime(evidence)
  );
}

function shareOfTime({ startedAtMs, estimatedFinishMs, nowMs }: TrainingEvidence): number | null {
  if (!isNumber(startedAtMs) || !isNumber(estimatedFinishMs) || !isNumber(nowMs)) return null;
  return share(nowMs - startedAtMs, estimatedFinishMs - startedAtMs);
}

function share(part: number | null | undefined, whole: number | null | undefined): number | null {
  if (!isNumber(part) || !isNumber(whole) || whole <= 0) return null;
  return part / whole;
}

const isNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/**
 * Step and steps in all as OpenAI's events ("Step 12/90: training loss=0.53") and our trainer's ("Step 12 of 90: training
 * loss 0.53") say them in words, for events whose data lacks them.
 */
export function readStepMessage(message: string): { step: number; totalSteps: number } | null {
  const match = /\bStep (\d+)\s*(?:\/|of)\s*(\d+)/i.exec(message);
  return match === null ? null : { step: Number(match[1]), totalSteps: Number(match[2]) };
}
