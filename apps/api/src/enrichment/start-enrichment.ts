import { createHash } from 'node:crypto';
import { createEnrichment, type CreatedEnrichment } from '@understudy/db/enrichment/create-enrichment';
import { newId } from '@understudy/db/new-id';
import type { CreateEnrichment } from '@understudy/domain/enrichment/enrichment';
import { trainingFileLimits } from '@understudy/domain/training-files/training-file';
import type { ApiDependencies } from '../dependencies.ts';

/**
 * Queues an enrichment and starts its run. With an idempotency key, a repeated request is answered with the run that the
 * first one started; without one, what the first run is at is not enriched twice either.
 *
 * @throws UnderstudyError `not_found`, `conflict` where nothing is left to enrich, `idempotency_key_reused`
 */
export async function startEnrichment(
  dependencies: ApiDependencies,
  userId: string,
  { idempotencyKey, wanted }: { idempotencyKey: string | undefined; wanted: CreateEnrichment },
): Promise<CreatedEnrichment> {
  const { database, models } = dependencies;
  const { conversation_ids: conversationIds = [], avatar_id: avatarId, force, budget } = wanted;
  const runId = newId();
  const digested = JSON.stringify([conversationIds, avatarId, force, budget]);
  const enrichment = {
    runId,
    title: avatarId === undefined ? titleOf(conversationIds.length) : 'Enrich all conversations of an avatar',
    wanted: avatarId === undefined ? { conversationIds } : { avatarId },
    force,
    most: trainingFileLimits.conversations,
    caps: { maxCostUsd: budget?.max_cost_usd ?? null, maxTokens: budget?.max_tokens ?? null },
    // A key that somebody gives has no space in it, so the two kinds never meet.
    idempotencyKey: idempotencyKey ?? `only ${runId}`,
    requestDigest: createHash('sha256').update(digested).digest('hex'),
    simulatedProvider: models.forName(models.names.analysis).simulated,
  };
  const created = await database.asUser(userId, (tx) => createEnrichment(tx, enrichment));
  if (created.created) {
    dependencies.runStarts.begin({
      runId,
      userId,
      kind: 'conversation_enrichment',
      avatarId: avatarId ?? null,
      subjectId: runId,
      attempt: 1,
    });
  }
  return created;
}

function titleOf(conversations: number): string {
  return conversations === 1
    ? 'Enrich a conversation'
    : `Enrich ${conversations.toLocaleString('en')} conversations`;
}
