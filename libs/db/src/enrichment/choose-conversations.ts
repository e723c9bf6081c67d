import type { EnrichmentStatus } from '@understudy/domain/enrichment/enrichment-status';
import type { SkipReason } from '@understudy/domain/enrichment/enrichment';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { conversations } from '../schema/conversations.ts';

/** Which conversations are to be enriched: these, or all of an avatar. */
export type WantedConversations = { conversationIds: readonly string[] } | { avatarId: string };

/** What is enriched, in order, and what is left out. */
export type ChosenConversations = {
  chosen: string[];
  skipped: { conversation_id: string; reason: SkipReason }[];
};

/**
 * Chooses what a run enriches, and keeps others from choosing it until the end of the transaction. What another run is
 * at, or is enriched already and not forced, is left out.
 *
 * @param most conversations of one run
 * @throws UnderstudyError `not_found` naming the IDs that the user has no conversation for; `conflict` where there are
 *   too many
 */
export async function chooseConversations(
  tx: Transaction,
  wanted: WantedConversations,
  { force, most }: { force: boolean; most: number },
): Promise<ChosenConversations> {
  const { id, enrichmentStatus, avatarId } = conversations;
  const which =
    'avatarId' in wanted ? eq(avatarId, wanted.avatarId) : inArray(id, [...wanted.conversationIds]);
  const rows = await tx
    .select({ id, status: enrichmentStatus })
    .from(conversations)
    .where(and(mine(conversations), which))
    .orderBy(asc(id))
    .for('no key update');
  if ('conversationIds' in wanted) refuseUnknown(wanted.conversationIds, rows);
  const found = rows.map((row) => ({ ...row, reason: skipReasonOf(row.status, force) }));
  const chosen = found.flatMap((row) => (row.reason === null ? [row.id] : []));
  const skipped = found.flatMap((row) =>
    row.reason === null ? [] : [{ conversation_id: row.id, reason: row.reason }],
  );
  if (chosen.length <= most) return { chosen, skipped };
  throw new UnderstudyError(
    'conflict',
    `${chosen.length.toLocaleString('en')} conversations are too many for one run: at most ${most.toLocaleString('en')}. Name them in parts.`,
  );
}

function skipReasonOf(status: EnrichmentStatus, force: boolean): SkipReason | null {
  if (status === 'running') return 'already_running';
  return status === 'completed' && !force ? 'already_enriched' : null;
}

function refuseUnknown(wanted: readonly string[], found: readonly { id: string }[]): void {
  const known = new Set(found.map(({ id }) => id));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) throw unknownConversations(unknown);
}

/** The error for IDs that name no conversation of the user's; those of others are not told apart. */
export function unknownConversations(ids: readonly string[]): UnderstudyError {
  const named = ids.slice(0, 20).join(', ');
  const more = ids.length > 20 ? ` and ${ids.length - 20} more` : '';
  const message = `There ${ids.length === 1 ? 'is no conversation' : 'are no conversations'} ${named}${more}.`;
  return new UnderstudyError('not_found', message);
}
