import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getAvatar } from '../avatars/get-avatar.ts';
import { insertChatMessage } from '../chat/insert-chat-message.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import {
  describeVersion,
  seedSession,
  someAnalysis,
  someStyle,
  type SeededSession,
} from '../testing/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { activatePromptVersion, deactivatePromptVersion } from './activate-prompt-version.ts';
import { createPromptVersion } from './create-prompt-version.ts';
import { getActivePromptVersion, getPromptVersion } from './get-prompt-version.ts';
import { incrementUsage } from './increment-usage.ts';
import { listPromptVersions } from './list-prompt-versions.ts';
import { ratePromptVersion } from './rate-prompt-version.ts';
import { rollBackPromptVersion } from './roll-back-prompt-version.ts';

let database: TestDatabase;
let session: SeededSession;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

beforeEach(async () => {
  session = await as('ash', seedSession);
});

const as = <Result>(user: string, work: (tx: Transaction) => Promise<Result>) =>
  database.db.asUser(user, work);
const create = (digest?: string) =>
  as('ash', (tx) => createPromptVersion(tx, describeVersion(session, digest)));
const activate = (id: string) => as('ash', (tx) => activatePromptVersion(tx, id));
const rollBack = (to?: string) => as('ash', (tx) => rollBackPromptVersion(tx, session.avatarId, to));

describe('versions', () => {
  it('are numbered 1 to 20 without a gap or a double when 20 are made at the same time', async () => {
    const created = await Promise.all(Array.from({ length: 20 }, () => create()));
    const numbers = created.map(({ versionNumber }) => versionNumber).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('are made once from the same input, also when executions race', async () => {
    const created = await Promise.all(Array.from({ length: 5 }, () => create('same input')));
    expect(created.filter((version) => version.created)).toHaveLength(1);
    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
  });

  it('are read back whole', async () => {
    const { id } = await create();
    expect(await as('ash', (tx) => getPromptVersion(tx, id))).toMatchObject({
      avatar_id: session.avatarId,
      training_session_id: session.sessionId,
      version_number: 1,
      system_prompt: 'You are Ash.',
      analysis: someAnalysis,
      measured_style: someStyle,
      grounded_fields: ['communication_style.emoji_usage'],
      is_active: false,
      usage_count: 0,
      rating_average: null,
      rating_count: 0,
    });
  });

  it('are listed newest first, page by page', async () => {
    for (let index = 0; index < 3; index += 1) await create();
    const first = await as('ash', (tx) => listPromptVersions(tx, session.avatarId, { limit: 2 }));
    const cursor = first.next_cursor ?? undefined;
    const second = await as('ash', (tx) => listPromptVersions(tx, session.avatarId, { limit: 2, cursor }));
    const numbers = [first, second].map(({ items }) => items.map((version) => version.version_number));
    expect(numbers).toEqual([[3, 2], [1]]);
    expect(second.next_cursor).toBeNull();
  });

  it('are unknown to other users', async () => {
    const { id } = await create();
    const notFound = { code: 'not_found' };
    await expect(as('misty', (tx) => getPromptVersion(tx, id))).rejects.toMatchObject(notFound);
    await expect(as('misty', (tx) => activatePromptVersion(tx, id))).rejects.toMatchObject(notFound);
    await expect(as('misty', (tx) => rollBackPromptVersion(tx, session.avatarId, id))).rejects.toMatchObject(
      notFound,
    );
    await expect(
      as('misty', (tx) => listPromptVersions(tx, session.avatarId, { limit: 1 })),
    ).rejects.toMatchObject(notFound);
  });
});

describe('activation', () => {
  it('leaves one version active, and says so on the avatar', async () => {
    const [one, two] = [await create(), await create()];
    await activate(one.id);
    expect(await activate(two.id)).toMatchObject({ is_active: true, deactivated_at: null });
    expect(await as('ash', (tx) => getPromptVersion(tx, one.id))).toMatchObject({ is_active: false });
    expect(await as('ash', (tx) => getActivePromptVersion(tx, session.avatarId))).toMatchObject({
      id: two.id,
    });
    expect(await as('ash', (tx) => getAvatar(tx, session.avatarId))).toMatchObject({
      active_prompt_version_id: two.id,
      active_prompt_version_number: 2,
      prompt_version_count: 2,
    });
  });

  it('leaves one version active when several are activated at the same time', async () => {
    const versions = await Promise.all(Array.from({ length: 5 }, () => create()));
    await Promise.all(versions.map(({ id }) => activate(id)));
    const { items } = await as('ash', (tx) => listPromptVersions(tx, session.avatarId, { limit: 10 }));
    expect(items.filter((version) => version.is_active)).toHaveLength(1);
  });

  it('ends with deactivation', async () => {
    const { id } = await create();
    await activate(id);
    const version = await as('ash', (tx) => deactivatePromptVersion(tx, id));
    expect(version.is_active).toBe(false);
    expect(version.deactivated_at).not.toBeNull();
    expect(await as('ash', (tx) => getActivePromptVersion(tx, session.avatarId))).toBeNull();
  });
});

describe('rollback', () => {
  it('goes further back each time, until there is nothing before', async () => {
    const versions = [await create(), await create(), await create()];
    for (const { id } of versions) await activate(id);
    expect(await rollBack()).toMatchObject({ version_number: 2, is_active: true });
    expect(await rollBack()).toMatchObject({ version_number: 1, is_active: true });
    await expect(rollBack()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes back to the last version after a deactivation, or to any that is named', async () => {
    const [one, two] = [await create(), await create()];
    await activate(one.id);
    await as('ash', (tx) => deactivatePromptVersion(tx, one.id));
    expect(await rollBack()).toMatchObject({ id: one.id });
    expect(await rollBack(two.id)).toMatchObject({ id: two.id });
    await expect(rollBack(two.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not go to a version of another avatar', async () => {
    const { id } = await create();
    const other = await as('ash', seedSession);
    await expect(as('ash', (tx) => rollBackPromptVersion(tx, other.avatarId, id))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('use', () => {
  async function chat(promptVersionId: string): Promise<string> {
    const message = {
      avatarId: session.avatarId,
      promptVersionId,
      message: 'Hi',
      reply: 'Hey',
      model: 'simulated',
      provider: 'openai',
      simulatedProvider: true,
      fallback: null,
      inputTokens: 1,
      outputTokens: 1,
    } as const;
    return (await as('ash', (tx) => insertChatMessage(tx, message))).id;
  }

  function rate(promptVersionId: string, chatMessageId: string | null, rating: number) {
    return as('ash', (tx) =>
      ratePromptVersion(tx, { promptVersionId, chatMessageId, rating, comment: null }),
    );
  }

  it('is counted, also when answers come at the same time', async () => {
    const { id } = await create();
    await Promise.all(Array.from({ length: 10 }, () => as('ash', (tx) => incrementUsage(tx, id))));
    expect(await as('ash', (tx) => getPromptVersion(tx, id))).toMatchObject({ usage_count: 10 });
  });

  it('is rated once for each answer, and the later rating counts', async () => {
    const { id } = await create();
    const answer = await chat(id);
    await rate(id, answer, 1);
    await rate(id, answer, 4);
    await rate(id, null, 5);
    expect(await rate(id, null, 3)).toMatchObject({ rating_average: 4, rating_count: 3 });
  });

  it('is not rated for an answer that another version gave, or that does not exist', async () => {
    const [one, two] = [await create(), await create()];
    await expect(rate(one.id, await chat(two.id), 5)).rejects.toMatchObject({ code: 'conflict' });
    await expect(rate(one.id, newId(), 5)).rejects.toMatchObject({ code: 'not_found' });
  });
});
