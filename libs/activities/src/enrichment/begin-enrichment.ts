import { countEnrichmentItems } from '@understudy/db/enrichment/load-enrichment';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  enrichmentConcurrency,
  enrichmentPhaseTitles,
  percentOfEnrichment,
  type EnrichmentPlan,
} from '@understudy/domain/enrichment/enrichment-contract';
import type { EnrichmentDependencies, EnrichmentReference } from './enrichment-reference.ts';

/** Begins an attempt at an enrichment, and says how it is to travel. A second execution writes nothing. */
export async function beginEnrichment(
  { database, models }: EnrichmentDependencies,
  { userId, runId, attempt }: EnrichmentReference,
): Promise<EnrichmentPlan> {
  return await database.asUser(userId, async (tx) => {
    const { total, completed } = await countEnrichmentItems(tx, runId);
    const left = total - completed;
    await appendRunEvent(tx, {
      runId,
      type: 'run_started',
      level: 'info',
      phase: 'enriching',
      message: `Enriching ${left.toLocaleString('en')} ${left === 1 ? 'conversation' : 'conversations'}.`,
      data: { title: enrichmentPhaseTitles.enriching, total, completed },
      key: `${attempt}:started`,
      update: {
        status: 'running',
        completed,
        total,
        percent: percentOfEnrichment('enriching', completed, total),
      },
    });
    const { provider } = models.forName(models.names.analysis);
    // Whatever speaks OpenAI's protocol shares its queue.
    const queue = provider === 'huggingface' ? provider : 'openai';
    return { total, provider: queue, concurrency: enrichmentConcurrency };
  });
}
