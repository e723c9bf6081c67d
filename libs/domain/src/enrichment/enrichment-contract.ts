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
