import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that enriches conversations. */
export const enrichConversationsWorkflow = 'enrichConversations';

/** The phases, in their order. */
export const enrichmentPhases = ['enriching', 'finishing'] as const;
export type EnrichmentPhase = (typeof enrichmentPhases)[number];

/** What each phase is called in front of people. */
export const enrichmentPhaseTitles: Record<EnrichmentPhase, string> = {
  enriching: 'Enriching',
  finishing: 'Finishing',
};

/** Where each phase begins and ends in percent of the whole run. */
const phaseSpans: PhaseSpans<EnrichmentPhase> = { enriching: [0, 98], finishing: [98, 100] };

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfEnrichment(phase: EnrichmentPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: which conversations, Postgres knows. */
export type EnrichConversationsInput = {
  runId: string;
  userId: string;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};

/** Conversations that are enriched at the same time, over all lanes. */
export const enrichmentConcurrency = 16;

/** How the workflow travels. */
export type EnrichmentPlan = {
  /** Conversations of the run, those that are enriched already among them. */
  total: number;
  /** Provider calls at the same time. */
  concurrency: number;
  /** Whose task queue the lanes go to. */
  provider: 'openai' | 'huggingface';
};

/** Input of a lane: a range of conversations, and how many it may have under way. */
export type EnrichmentLaneInput = EnrichConversationsInput & { from: number; to: number; window: number };

/** Result of a lane. */
export type EnrichmentLaneResult = { stopped: 'done' | 'paused' | 'budget' | 'cancelled' };

/** Result of the workflow. */
export type EnrichConversationsResult = {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  completed: number;
  failed: number;
};
