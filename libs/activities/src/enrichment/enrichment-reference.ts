import type { Database } from '@understudy/db/database';
import type { EnrichConversationsInput } from '@understudy/domain/enrichment/enrichment-contract';
import type { ChatModels } from '../providers/chat-models.ts';
import type { FairSlots } from '../providers/fair-slots.ts';
import type { ProviderGate } from '../providers/provider-gate.ts';
import type { ObjectStorage } from '../storage/object-storage.ts';
import { userFolder } from '../storage/user-folder.ts';

/** What every activity of an enrichment is handed: IDs only. */
export type EnrichmentReference = EnrichConversationsInput;

/** What the activities of enrichment need from outside. */
export type EnrichmentDependencies = {
  database: Database;
  storage: ObjectStorage;
  models: ChatModels;
  /** Places for calls of this process, for all users together. */
  callSlots: FairSlots;
  providerGate: ProviderGate;
};

/**
 * Where a run puts the enriched file of a conversation. Every run has its own, so that a file that somebody reads is never
 * written over.
 */
export function enrichedFileKey({ userId, runId }: EnrichmentReference, conversationId: string): string {
  return `conversation-files/${userFolder(userId)}/${conversationId}/${runId}/enriched.json`;
}
