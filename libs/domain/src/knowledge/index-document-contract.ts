import type { LaneStop } from '../auto-train/auto-train-contract.ts';
import { percentOfPhase, type PhaseSpans } from '../runs/percent-of-phase.ts';

/** The workflow type that makes a document searchable. */
export const indexDocumentWorkflow = 'indexDocument';

/** The phases of indexing, in their order. */
export const indexingPhases = ['text_extraction', 'embedding'] as const;
export type IndexingPhase = (typeof indexingPhases)[number];

/** What each phase is called in front of people. */
export const indexingPhaseTitles: Record<IndexingPhase, string> = {
  text_extraction: 'Reading',
  embedding: 'Embedding',
};

/** Where each phase begins and ends in percent of the whole run. */
const phaseSpans: PhaseSpans<IndexingPhase> = {
  text_extraction: [0, 20],
  embedding: [20, 100],
};

/** Percent of the whole run, 0–100, when `completed` of `total` items of a phase are done. */
export function percentOfIndexing(phase: IndexingPhase, completed: number, total: number): number {
  return percentOfPhase(phaseSpans, phase, completed, total);
}

/** Input of the workflow. IDs only: texts live in Postgres and in object storage. */
export type IndexDocumentInput = {
  runId: string;
  userId: string;
  documentId: string;
  /** 1 for the first execution; retries count up. */
  attempt: number;
};

/** Result of the workflow. */
export type IndexDocumentResult = {
  status: 'completed' | 'failed' | 'cancelled';
  chunkCount: number;
};

/** Result of embedding a document: passages without a vector still, and why it came back. */
export type EmbeddedDocument = { left: number; stopped: LaneStop };
