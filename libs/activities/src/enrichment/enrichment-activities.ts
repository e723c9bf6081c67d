import type { EnrichmentLaneInput } from '@understudy/domain/enrichment/enrichment-contract';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { beatOften } from '../runs/beat-often.ts';
import { beginEnrichment } from './begin-enrichment.ts';
import { endEnrichment } from './end-enrichment.ts';
import { enrichRange } from './enrich-range.ts';
import type { EnrichmentDependencies, EnrichmentReference } from './enrichment-reference.ts';

/** The activities of an enrichment, in their order. */
export type EnrichmentActivities = ReturnType<typeof createEnrichmentActivities>;

/** The activities of an enrichment, in their order. */
export function createEnrichmentActivities(dependencies: EnrichmentDependencies) {
  return {
    beginEnrichment: (reference: EnrichmentReference) => beginEnrichment(dependencies, reference),
    enrichRange: (input: EnrichmentLaneInput) =>
      beatOften((signal) => enrichRange(dependencies, input, signal)),
    endEnrichment: (reference: EnrichmentReference & RunOutcome) => endEnrichment(dependencies, reference),
  };
}
