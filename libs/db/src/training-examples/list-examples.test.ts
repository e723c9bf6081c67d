import { listExamplesQuerySchema } from '@understudy/domain/training-center/contracts/list-examples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedAvatar } from '../testing/seed.ts';
import { plainExample, seedExamples } from '../testing/seed-examples.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { listExamples } from './list-examples.ts';
import { removeExamples, withIds } from './remove-examples.ts';

let database: TestDatabase;
let avatarId: string;
let ids: string[];

/** Ten examples: the even ones of an avatar, their qualities going down, each with its number in words. */
const numbers = 'zero one two three four five six seven eight nine'.split(' ');

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.asUser('ash', async (tx) => {
    avatarId = await seedAvatar(tx);
    ids = [];
    for (const [number, word] of numbers.entries()) {
      const example = plainExample({
        instruction: `Question ${word}: 50% of a_b?`,
        context: number === 3 ? 'At sea, "quoted".' : null,
        response: 'word '.repeat(10 - number),
        rejectedResponse: number === 7 ? 'Nothing.' : null,
      });
      const labelled = { ...example, labels: { quality_score: 1 - number / 10 } };
      ids.push(...(await seedExamples(tx, [labelled], number % 2 === 0 ? avatarId : null)));
    }
  });
}, 60_000);
afterAll(() => database.close());

const list = (query: Record<string, unknown>) =>
  database.db.asUser('ash', (tx) => listExamples(tx, listExamplesQuerySchema.parse(query)));

const indices = async (query: Record<string, unknown>) =>
  (await list(query)).examples.map(({ index }) => index);

describe('a list of examples', () => {
  it('has them in the order in which they were added, with their places', async () => {
    const page = await list({});
    expect(page).toMatchObject({ total: 10, next_cursor: null });
    expect(page.examples.map(({ index, id }) => [index, id])).toEqual(ids.map((id, index) => [index, id]));
    expect(page.examples[7]).toMatchObject({ kind: 'preference', rejected_response: 'Nothing.', turns: 2 });
  });

  it('goes on at a cursor, in any order', async () => {
    for (const sort of ['index', 'created_at', 'quality_score', 'response_length', 'instruction']) {
      for (const order of ['asc', 'desc']) {
        const whole = await indices({ sort, order });
        const first = await list({ sort, order, limit: 4 });
        const second = await list({ sort, order, limit: 4, cursor: first.next_cursor });
        const third = await list({ sort, order, limit: 4, cursor: second.next_cursor });
        const paged = [first, second, third].flatMap(({ examples }) => examples.map(({ index }) => index));
        expect(paged, `${sort} ${order}`).toEqual(whole);
        expect(third.next_cursor).toBeNull();
      }
    }
  });

  it('begins at any place, from whichever end that is found', async () => {
    for (const order of ['asc', 'desc']) {
      const whole = await indices({ order });
      for (let offset = 0; offset <= 11; offset += 1) {
        const page = await list({ order, offset, limit: 3 });
        expect(page.examples.map(({ index }) => index)).toEqual(whole.slice(offset, offset + 3));
        expect(page.total).toBe(10);
      }
    }
    expect(await indices({ sort: 'quality_score', offset: 8 })).toEqual([1, 0]);
  });

  it('counts places in the list of an avatar', async () => {
    const page = await list({ avatar_id: avatarId, sort: 'quality_score', limit: 2 });
    expect(page.total).toBe(5);
    expect(page.examples.map(({ id, index }) => [id, index])).toEqual([
      [ids[8], 4],
      [ids[6], 3],
    ]);
  });

  it('leaves out what is removed, until it is back', async () => {
    const takenBack = new Error('Taken back');
    const asked = database.db.asUser('ash', async (tx) => {
      await removeExamples(tx, { avatarId: null }, withIds([ids[0] ?? '']));
      const page = await listExamples(tx, listExamplesQuerySchema.parse({ limit: 1 }));
      expect(page).toMatchObject({ total: 9, examples: [{ index: 0, id: ids[1] }] });
      throw takenBack;
    });
    await expect(asked).rejects.toBe(takenBack);
  });

  it('refuses a cursor that it did not give out', async () => {
    await expect(list({ cursor: 'page-2' })).rejects.toMatchObject({ code: 'malformed_request' });
  });
});

describe('a filter', () => {
  it.each([
    [{ search: 'three' }, [3]],
    [{ search: 'THREE question' }, [3]],
    [{ search: 'at sea' }, [3]],
    [{ search: '"sea quoted"' }, []],
    [{ search: 'question -three -"question four"' }, [0, 1, 2, 5, 6, 7, 8, 9]],
    [{ search: 'nothing' }, [7]],
    [{ search: '((' }, []],
    [{ search: '"((' }, []],
    [{ search: '"' }, [3]],
    [{ search: '""' }, []],
    [{ search: '?' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ search: '50%' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ search: '5%5' }, []],
    [{ search: 'a_b' }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [{ search: 'axb' }, []],
    [{ search: 'a\\b' }, []],
    [{ kind: 'preference' }, [7]],
    [{ min_quality: 0.85 }, [0, 1]],
    [{ max_quality: 0.2 }, [8, 9]],
    [{ min_length: 45 }, [0, 1]],
    [{ max_length: 10 }, [8, 9]],
    [{ used: 'true' }, []],
    [{ source: 'import' }, []],
    [{ finding: 'empty' }, []],
  ])('%j finds %j', async (filter, found) => {
    expect(await indices(filter)).toEqual(found);
  });
});

describe('a page of large texts', () => {
  it('ends early, and the next one goes on', async () => {
    const large = plainExample({ response: 'x'.repeat(5_000_000) });
    await database.db.asUser('gary', (tx) => seedExamples(tx, [large, large, large]));
    const read = (cursor?: string) =>
      database.db.asUser('gary', (tx) => listExamples(tx, listExamplesQuerySchema.parse({ cursor })));
    const first = await read();
    expect(first.examples.map(({ index }) => index)).toEqual([0]);
    const second = await read(first.next_cursor ?? '');
    expect(second.examples.map(({ index }) => index)).toEqual([1]);
  });
});
