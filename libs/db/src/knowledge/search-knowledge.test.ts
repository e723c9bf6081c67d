import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { seedAvatar } from '../testing/seed.ts';
import { createPgvectorDatabase } from '../testing/pgvector-database.ts';
import { seedDocument, someEmbeddingModel, vectorTowards } from '../testing/seed-knowledge.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { knowledgeStats } from './knowledge-stats.ts';
import { searchKnowledge, type KnowledgeQuestion } from './search-knowledge.ts';

/** The two ways of comparing vectors, chosen by the migration: by what each server has. */
const servers = [
  ['exact', createTestDatabase],
  ['hnsw', createPgvectorDatabase],
] as const;

const lake = 'The kayak is at the lake, behind the green boathouse.';
const bread = 'Bread is baked at night, and sold until noon.';
const cake = 'On Sundays there is lemon cake, until it is gone.';

describe.each(servers)('a search where vectors are compared by %s', (index, createDatabaseOfKind) => {
  let server: { db: Database; close: () => Promise<void> };
  let avatarId: string;
  let otherAvatarId: string;

  beforeAll(async () => {
    server = await createDatabaseOfKind();
    await server.db.asUser('ash', async (tx) => {
      avatarId = await seedAvatar(tx);
      otherAvatarId = await seedAvatar(tx);
      await seedDocument(tx, [lake, bread, cake]);
      await seedDocument(tx, ['Secrets of this avatar alone.'], { avatarId, direction: 10 });
    });
    await server.db.asUser('misty', (tx) => seedDocument(tx, [lake, 'The lake is mine.']));
  }, 120_000);
  afterAll(() => server.close());

  const search = (question: Partial<KnowledgeQuestion>, user = 'ash') =>
    server.db.asUser(user, (tx) =>
      searchKnowledge(tx, { question: '', embedding: null, avatarId: null, limit: 10, ...question }),
    );
  const near = (direction: number, share = 0, model = someEmbeddingModel) => ({
    model,
    vector: vectorTowards(direction, share).map((value) => value * 7),
  });

  it('says which it is', async () => {
    const stats = await server.db.asUser('ash', (tx) => knowledgeStats(tx, null, someEmbeddingModel));
    expect(stats).toEqual({
      documents: 2,
      examples: 0,
      chunks: 4,
      searchable_chunks: 4,
      embedding_model: someEmbeddingModel,
      vector_index: index,
    });
  });

  it('finds by a word, rare ones counting most, whatever else the question says', async () => {
    const [best] = await search({ question: 'Where at the night is the kayak?' });
    expect(best).toMatchObject({ text: lake, found_by: ['words'], similarity: null });
    expect(best?.word_share).toBeGreaterThan(0.4);
    expect(await search({ question: 'zebra' })).toEqual([]);
  });

  it('finds by a word of the title, and takes quotes and minus as web search does', async () => {
    expect(await search({ question: 'bakery' })).toHaveLength(4);
    expect((await search({ question: '"lemon cake"' })).map(({ text }) => text)).toEqual([cake]);
    expect((await search({ question: '"cake lemon"' })).map(({ text }) => text)).toEqual([]);
    const texts = (await search({ question: 'until -lemon' })).map(({ text }) => text);
    expect(texts).toEqual([bread]);
    expect(await search({ question: '!!! & | <-> :*' })).toEqual([]);
  });

  it('finds by meaning, with the cosine, nearest first', async () => {
    const found = await search({ question: 'zebra', embedding: near(1, 0.25) });
    expect(found.slice(0, 2).map(({ text }) => text)).toEqual([bread, cake]);
    expect(found[0]).toMatchObject({ found_by: ['meaning'], word_share: null });
    expect(found[0]?.similarity).toBeCloseTo(0.75 / Math.hypot(0.75, 0.25), 5);
    expect(found[1]?.similarity).toBeCloseTo(0.25 / Math.hypot(0.75, 0.25), 5);
  });

  it('does not count a weak match by words beside a strong one', async () => {
    const texts = (await search({ question: 'until there is lemon cake' })).map(({ text }) => text);
    expect(texts).toEqual([cake]);
  });

  it('puts first what both ways find', async () => {
    const found = await search({ question: 'the night', embedding: near(1, 0.4) });
    expect(found[0]).toMatchObject({ text: bread, found_by: ['words', 'meaning'] });
    expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1);
  });

  it('never compares vectors of different models, or of different lengths', async () => {
    expect(await search({ question: 'zebra', embedding: near(1, 0, 'another model') })).toEqual([]);
    const short = { model: someEmbeddingModel, vector: [1, 0, 0] };
    expect(await search({ question: 'zebra', embedding: short })).toEqual([]);
  });

  it('searches what the avatar may know: its own, and that of no avatar in particular', async () => {
    const secrets = { question: 'secrets', embedding: near(10) };
    expect((await search({ ...secrets, avatarId }))[0]?.text).toBe('Secrets of this avatar alone.');
    const others = await search({ ...secrets, avatarId: otherAvatarId });
    expect(others.map(({ text }) => text)).not.toContain('Secrets of this avatar alone.');
    expect(others).toHaveLength(3);
  });

  it('never finds what somebody else knows', async () => {
    const everything = { question: 'lake bread cake kayak', embedding: near(0) };
    const ash = await search(everything);
    const misty = await search(everything, 'misty');
    expect(ash.map(({ text }) => text).sort()).toEqual(
      [lake, bread, cake, 'Secrets of this avatar alone.'].sort(),
    );
    expect(misty.map(({ text }) => text).sort()).toEqual([lake, 'The lake is mine.'].sort());
    expect(await search(everything, 'brock')).toEqual([]);
    const ids = new Set(ash.map(({ id }) => id));
    expect(misty.some(({ id }) => ids.has(id))).toBe(false);
  });

  it('gives at most what is asked for', async () => {
    expect(await search({ question: 'bakery', embedding: near(0), limit: 2 })).toHaveLength(2);
  });

  it('uses the index where there is one', async () => {
    const plan = await server.db.asUser('ash', async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_sort = off`);
      const wanted = `{${vectorTowards(0).join(',')}}`;
      return index === 'exact'
        ? []
        : (
            await tx.execute(sql`
              explain select id from knowledge_chunks where embedding_dimensions = 384
              order by (embedding::vector(384)) <=> ${wanted}::real[]::vector(384) limit 3
            `)
          ).rows;
    });
    expect(JSON.stringify(plan).includes('knowledge_chunks_nearest_384')).toBe(index === 'hnsw');
  });
});
