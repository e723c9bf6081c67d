import { Badge, Loader } from '@mantine/core';
import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';

const looks: Record<EnrichmentStatus, { label: string; color: string }> = {
  pending: { label: 'Not enriched', color: 'gray' },
  running: { label: 'Enriching', color: 'footlight' },
  completed: { label: 'Ready', color: 'teal' },
  failed: { label: 'Failed', color: 'red' },
};

/** What a state of enrichment is called in front of people. */
export function enrichmentLabel(status: EnrichmentStatus): string {
  return looks[status].label;
}

/** The enrichment of a conversation as a word on a colour. */
export function EnrichmentBadge({ status }: { status: EnrichmentStatus }) {
  const { label, color } = looks[status];
  return (
    <Badge
      variant="light"
      color={color}
      leftSection={status === 'running' ? <Loader size={10} color={color} aria-hidden /> : undefined}
    >
      {label}
    </Badge>
  );
}
