import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { unknownConversations } from '../enrichment/choose-conversations.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';
import { trainingFileConversations } from '../schema/training-files.ts';

/**
 * Makes sure that conversations may be put into a training file, and that they exist until the end of the transaction.
 *
 * @throws UnderstudyError `not_found` for IDs that the user has no conversation for; `validation_failed` for
 *   conversations that are not enriched
 */
export async function checkEnriched(tx: Transaction, conversationIds: readonly string[]): Promise<void> {
  const { id, enrichmentStatus, enrichedFilePath } = conversations;
  const rows = await tx
    .select({ id, status: enrichmentStatus, path: enrichedFilePath })
    .from(conversations)
    .where(and(mine(conversations), inArray(id, [...conversationIds])))
    .orderBy(asc(id))
    .for('key share');
  const found = new Map(rows.map((row) => [row.id, row]));
  const unknown = conversationIds.filter((wanted) => !found.has(wanted));
  if (unknown.length > 0) throw unknownConversations(unknown);
  const unfinished = conversationIds.filter((wanted) => found.get(wanted)?.status !== 'completed');
  if (unfinished.length > 0) {
    const statuses = new Map(rows.map((row) => [row.id, row.status]));
    throw invalid(conversationIds, unfinished, "enrichment_status must be 'completed'", (wanted) => {
      return `enrichment_status is '${statuses.get(wanted) ?? ''}'. Enrich the conversation first.`;
    });
  }
  const without = conversationIds.filter((wanted) => found.get(wanted)?.path === null);
  if (without.length > 0) {
    const advice = () => 'Has no enriched_file_path. Enrich the conversation again.';
    throw invalid(conversationIds, without, 'enriched_file_path must not be null', advice);
  }
}

function invalid(
  all: readonly string[],
  wrong: readonly string[],
  rule: string,
  adviceFor: (id: string) => string,
): UnderstudyError {
  const positions = new Map(all.map((id, index) => [id, index]));
  return new UnderstudyError(
    'validation_failed',
    `Conversation validation failed: ${rule}. It does not hold for ${listed(wrong)}.`,
    {
      faults: wrong.map((id) => ({
        field: `conversation_ids.${positions.get(id) ?? 0}`,
        message: adviceFor(id),
      })),
    },
  );
}

/**
 * Makes sure that none of the conversations is in the training file, which the caller has locked.
 *
 * @throws UnderstudyError `conflict` naming those that are
 */
export async function refuseContained(
  tx: Transaction,
  trainingFileId: string,
  conversationIds: readonly string[],
): Promise<void> {
  const { conversationId } = trainingFileConversations;
  const rows = await tx
    .select({ conversationId })
    .from(trainingFileConversations)
    .where(
      and(
        mine(trainingFileConversations),
        eq(trainingFileConversations.trainingFileId, trainingFileId),
        inArray(conversationId, [...conversationIds]),
      ),
    );
  if (rows.length === 0) return;
  const contained = new Set(rows.map((row) => row.conversationId));
  const named = conversationIds.filter((id) => contained.has(id));
  throw new UnderstudyError(
    'conflict',
    `Conversations already in training file: ${listed(named)}. Leave them out and send the others.`,
    {
      faults: named.map((id) => ({
        field: `conversation_ids.${conversationIds.indexOf(id)}`,
        message: 'Is already in the training file.',
      })),
    },
  );
}

const mostNamed = 50;

function listed(ids: readonly string[]): string {
  const more = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : '';
  return `${ids.slice(0, mostNamed).join(', ')}${more}`;
}
