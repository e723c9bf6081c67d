import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sql } from 'postgres';

/**
 * Makes many enriched conversations out of one, rows and files: to enrich as many would take long, and a build does not
 * know the difference.
 *
 * @param storage the folder of object storage
 * @returns their IDs, the first one's among them
 */
export async function multiplyConversation(
  owner: Sql,
  storage: string,
  conversationId: string,
  times: number,
): Promise<string[]> {
  const [seed] =
    await owner`select enriched_file_path as path from conversations where id = ${conversationId}`;
  const path = String(seed?.['path']);
  const text = await readFile(join(storage, path), 'utf8');
  await owner`
    insert into conversations (id, user_id, avatar_id, training_data_id, file_id, position, format, message_count,
      pair_count, speakers, avatar_speaker, enrichment_status, persona, emotional_arc, training_topic,
      enrichment_quality, enriched_pair_count, enriched_file_path, enriched_at)
    select made.id, user_id, avatar_id, training_data_id, file_id, position + number, format, message_count,
      pair_count, speakers, avatar_speaker, enrichment_status, persona, emotional_arc, training_topic,
      enrichment_quality, enriched_pair_count, replace(enriched_file_path, conversations.id::text, made.id::text),
      enriched_at
    from conversations, lateral (
      select number, uuidv7() as id from generate_series(1, ${times - 1}::int) as series (number)
    ) made
    where conversations.id = ${conversationId}`;
  const rows = await owner`
    select id, enriched_file_path as path from conversations
    where file_id = (select file_id from conversations where id = ${conversationId}) order by position`;
  for (const row of rows) {
    const file = join(storage, String(row['path']));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text.replaceAll(conversationId, String(row['id'])));
  }
  return rows.map((row) => String(row['id']));
}
