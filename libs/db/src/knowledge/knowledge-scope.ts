import { eq, isNull, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Condition for what an avatar can answer from: its own knowledge and that of no avatar in particular; null: for all. */
export function knowledgeOf(table: { avatarId: PgColumn }, avatarId: string | null): SQL | undefined {
  return avatarId === null ? undefined : or(eq(table.avatarId, avatarId), isNull(table.avatarId));
}
