import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import { StatusBadge, type StatusLook } from '../../app/status-badge.tsx';

const looks: Record<EnrichmentStatus, StatusLook> = {
  pending: { label: 'Not enriched', color: 'gray' },
  running: { label: 'Enriching', color: 'footlight', isAtWork: true },
  completed: { label: 'Ready', color: 'teal' },
  failed: { label: 'Failed', color: 'red' },
};

/** What a state of enrichment is called in front of people. */
export function enrichmentLabel(status: EnrichmentStatus): string {
  return looks[status].label;
}

/** The enrichment of a conversation as a word on a colour. */
export function EnrichmentBadge({ status }: { status: EnrichmentStatus }) {
  return <StatusBadge {...looks[status]} />;
}
