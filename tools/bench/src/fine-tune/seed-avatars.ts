import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import type { Sql } from 'postgres';
import { newUser, type ApiClient } from '../clients/api-client.ts';
import { mulberry32 } from '../measuring/mulberry32.ts';

/** An avatar that can be trained, and whose it is. */
export interface SeededAvatar {
  readonly user: ApiClient;
  readonly avatarId: string;
}

/** More than the ten that providers ask for, and few: how large a file is matters elsewhere. */
const examples = 16;

/**
 * Makes avatars through the API, and gives each the same examples in the database, as if they had been imported.
 *
 * @param owner a connection that row-level security does not hold
 */
export async function seedAvatars(
  stack: TestStack,
  owner: Sql,
  { users, avatarsEach }: { users: number; avatarsEach: number },
): Promise<SeededAvatar[]> {
  const clients = await Promise.all(Array.from({ length: users }, () => newUser(stack, 'fine-tune')));
  const wanted = clients.flatMap((user) =>
    Array.from({ length: avatarsEach }, (_, place) => ({ user, place })),
  );
  const seeded = await pMap(
    wanted,
    async ({ user, place }) => ({ user, avatarId: await user.createAvatar(`Ash ${String(place)}`) }),
    { concurrency: 8 },
  );
  const random = mulberry32(1);
  const sentence = (): string =>
    Array.from({ length: 12 }, () => Math.floor(random() * 36 ** 5).toString(36)).join(' ');
  const instructions = Array.from({ length: examples }, sentence);
  const responses = Array.from({ length: examples }, sentence);
  await owner`
    insert into avatar_training_examples
      (id, user_id, avatar_id, instruction, response, pattern_type, quality_score, source, content_digest)
    select gen_random_uuid(), avatar.user_id, avatar.id, instruction, response, 'question', 0.9, 'import',
      encode(sha256(convert_to(instruction || response, 'UTF8')), 'hex')
    from avatar_profiles avatar
      cross join unnest(${instructions}::text[], ${responses}::text[]) as text (instruction, response)
    where avatar.user_id = any(${clients.map(({ user }) => user)})
  `;
  await owner`analyze avatar_training_examples`;
  return seeded;
}
