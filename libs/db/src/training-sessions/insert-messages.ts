import type { ParsedMessage } from '@understudy/domain/conversations/message';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { conversationMessages } from '../schema/conversations.ts';
import { storableJson } from '../storable-text.ts';

const messagesPerStatement = 5_000;

/**
 * Inserts the messages of a conversation. Each statement carries thousands of rows in one JSON parameter: PostgreSQL
 * takes no more than 65,535 parameters, and building one placeholder for each value costs more than the insert.
 */
export async function insertMessages(
  tx: Transaction,
  conversationId: string,
  messages: readonly ParsedMessage[],
): Promise<void> {
  for (let first = 0; first < messages.length; first += messagesPerStatement) {
    const rows = messages
      .slice(first, first + messagesPerStatement)
      .map(({ speaker, text, sentAt, attachment }, offset) => ({
        position: first + offset,
        speaker,
        text,
        sent_at: sentAt,
        attachment,
      }));
    await tx.execute(sql`
      insert into ${conversationMessages} (conversation_id, position, speaker, text, sent_at, attachment)
      select ${conversationId}::uuid, position, speaker, text, sent_at, attachment
      from json_to_recordset(${storableJson(rows)}::json)
        as message (position integer, speaker text, text text, sent_at text, attachment text)
    `);
  }
}
