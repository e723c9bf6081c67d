import { createdEnrichmentSchema } from '@understudy/domain/enrichment/enrichment';
import { jsonRequest, type LoadKind } from './load-kind.ts';

/** Enrichments of the conversations of sessions that have ended. */
export const conversationEnrichments: LoadKind = {
  name: 'conversation_enrichment',
  weight: 2,
  next: ({ waitingConversations }, _number, key) => {
    const conversations = waitingConversations.shift();
    if (conversations === undefined) return null;
    const body = { conversation_ids: conversations };
    return {
      request: jsonRequest('/api/enrichments', key, body),
      expected: { conversations: conversations.length },
    };
  },
  runOf: (body) => createdEnrichmentSchema.parse(body).enrichment.id,
};
