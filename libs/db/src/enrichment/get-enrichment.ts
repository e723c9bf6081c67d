import type { Enrichment } from '@understudy/domain/enrichment/enrichment';
import { runErrorSchema } from '@understudy/domain/runs/run';
import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { runColumns, toRun, type RunLinks } from '../runs/run-mapping.ts';
import { budgetRuns } from '../schema/budget.ts';
import { conversations } from '../schema/conversations.ts';
import { enrichmentItems } from '../schema/enrichment.ts';
import { runs } from '../schema/runs.ts';
import { countEnrichmentItems } from './load-enrichment.ts';

/** Failed conversations that are listed with their reasons. */
const mostFailures = 100;

/**
 * An enrichment as it stands.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getEnrichment(tx: Transaction, runId: string, links: RunLinks): Promise<Enrichment> {
  const rows = await tx
    .select({ run: runColumns, budget: budgetRuns })
    .from(runs)
    .innerJoin(budgetRuns, eq(budgetRuns.runId, runs.id))
    .where(and(mine(runs), eq(runs.id, runId), eq(runs.kind, 'conversation_enrichment')));
  const { run, budget } = firstOrNotFound(rows, 'enrichment', runId);
  const failed = await tx
    .select({ id: conversations.id, title: conversations.title, error: enrichmentItems.error })
    .from(enrichmentItems)
    .innerJoin(conversations, eq(conversations.id, enrichmentItems.conversationId))
    .where(and(mine(enrichmentItems), eq(enrichmentItems.runId, runId), eq(enrichmentItems.status, 'failed')))
    .orderBy(asc(enrichmentItems.position))
    .limit(mostFailures);
  return {
    id: runId,
    run: toRun(run, links),
    counts: await countEnrichmentItems(tx, runId),
    cost: { spent_usd: budget.spentUsd, tokens: budget.spentTokens },
    failed: failed.map(({ id, title, error }) => ({
      conversation_id: id,
      title,
      error: runErrorSchema.parse(error),
    })),
  };
}
