import { queueExamination } from '@understudy/db/training-quality/queue-examination';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import { seedAvatar } from '@understudy/db/testing/seed';
import { plainExample, seedExamples } from '@understudy/db/testing/seed-examples';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endExamination } from './end-examination.ts';
import { examineExamples } from './examine-examples.ts';
import type { ExaminationReference } from './examination-reference.ts';

let database: TestDatabase;
let users = 0;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

const english =
  'That sounds hard, and I am glad that you told me. Would you like to say what happened before we go on with the day?';
const german =
  'Das klingt schwierig, und ich bin froh, dass du es mir erzählt hast. Magst du sagen, was vorher passiert ist?';

async function queued(avatarId: string | null = null): Promise<ExaminationReference> {
  users += 1;
  const userId = `user ${users}`;
  const { runId } = await database.db.asUser(userId, (tx) => queueExamination(tx, { avatarId }));
  return { runId, userId, avatarId, attempt: 1 };
}

const rowsOf = (userId: string) => database.ownerSql`
  select instruction, finding_codes as findings, language, xmin::text as version
  from avatar_training_examples where user_id = ${userId} order by id`;

const examine = (reference: ExaminationReference) =>
  examineExamples({ database: database.db }, reference, new AbortController().signal);

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    plainExample({
      instruction: `Question ${index}, about ${String.fromCharCode(97 + (index % 26)).repeat(5)} ${index * 7919}?`,
      response: `${english} The number of this one is ${index}, which is ${index * 31} away from ${index * 17}, ${index % 7} and ${index * 13}.`,
    }),
  );

describe('an examination', () => {
  it('writes what it finds about each example, and stores a report', async () => {
    const reference = await queued();
    const { userId } = reference;
    await database.db.asUser(userId, (tx) =>
      seedExamples(tx, [
        plainExample({ instruction: 'a', response: english }),
        plainExample({ instruction: 'a', response: english }),
        plainExample({ instruction: 'b', response: english }),
        plainExample({ instruction: 'c', response: 'Fine.' }),
        plainExample({ instruction: 'd', response: `${german} Schreib mir an mara@example.org.` }),
        ...many(12),
      ]),
    );
    expect(await examine(reference)).toEqual({ examined: 17, ended: false });
    expect((await rowsOf(userId)).slice(0, 5).map((row) => [row['findings'], row['language']])).toEqual([
      [[], 'en'],
      [['duplicate'], 'en'],
      [['near_duplicate'], 'en'],
      [['too_short', 'style_outlier'], null],
      [['personal_data', 'other_language'], 'de'],
    ]);
    const quality = await database.db.asUser(userId, (tx) => findQualityReport(tx, { avatarId: null }));
    expect(quality?.report).toMatchObject({ examined: 17, style: { examined: 17 } });
    await endExamination({ database: database.db }, { ...reference, outcome: 'completed' });
    const run = await database.ownerSql`
      select status, percent, message from runs where id = ${reference.runId}`;
    expect(run).toMatchObject([{ status: 'completed', percent: 100 }]);
  });

  it('executed again writes nothing that is written already, and comes to the same report', async () => {
    const reference = await queued();
    const { userId } = reference;
    await database.db.asUser(userId, (tx) => seedExamples(tx, many(300)));
    await examine(reference);
    const before = await rowsOf(userId);
    const first = await database.db.asUser(userId, (tx) => findQualityReport(tx, { avatarId: null }));
    await examine({ ...reference, attempt: 2 });
    expect(await rowsOf(userId)).toEqual(before);
    const second = await database.db.asUser(userId, (tx) => findQualityReport(tx, { avatarId: null }));
    expect(second?.report).toEqual(first?.report);
  });

  it('of an avatar looks at the examples of that avatar alone', async () => {
    const userId = 'with an avatar';
    const avatarId = await database.db.asUser(userId, async (tx) => {
      const avatar = await seedAvatar(tx);
      await seedExamples(tx, [plainExample({ response: 'No.' })], avatar);
      await seedExamples(tx, [plainExample({ response: 'No.' })]);
      return avatar;
    });
    const { runId } = await database.db.asUser(userId, (tx) => queueExamination(tx, { avatarId }));
    expect(await examine({ runId, userId, avatarId, attempt: 1 })).toMatchObject({ examined: 1 });
    expect((await rowsOf(userId)).map((row) => row['findings'])).toEqual([['too_short'], []]);
  });

  it('keeps what editing found while it was under way', async () => {
    const reference = await queued();
    const { userId } = reference;
    await database.db.asUser(userId, (tx) => seedExamples(tx, [plainExample({ response: 'No.' })]));
    const editing = {
      ...database.db,
      asUser: async <Result>(user: string, work: Parameters<typeof database.db.asUser<Result>>[1]) => {
        const answer = await database.db.asUser(user, work);
        await database.ownerSql`
          update avatar_training_examples set content_digest = content_digest || 'x' where user_id = ${user}`;
        return answer;
      },
    };
    await examineExamples({ database: editing }, reference, new AbortController().signal);
    expect((await rowsOf(userId)).map((row) => row['findings'])).toEqual([[]]);
  });

  it('does nothing for a run that was ended before', async () => {
    const reference = await queued();
    await endExamination({ database: database.db }, { ...reference, outcome: 'cancelled' });
    expect(await examine(reference)).toEqual({ examined: 0, ended: true });
    const status = await database.db.asUser(reference.userId, (tx) => getRunStatus(tx, reference.runId));
    expect(status).toBe('cancelled');
  });

  it('stops when it is cancelled, and waits while it is paused', async () => {
    const reference = await queued();
    await database.db.asUser(reference.userId, (tx) => seedExamples(tx, many(3)));
    await database.ownerSql`update runs set status = 'paused' where id = ${reference.runId}`;
    const cancellation = new AbortController();
    const pausing = {
      ...database.db,
      asUser: async <Result>(user: string, work: Parameters<typeof database.db.asUser<Result>>[1]) => {
        const answer = await database.db.asUser(user, work);
        await database.ownerSql`update runs set status = 'paused' where id = ${reference.runId}`;
        return answer;
      },
    };
    const examined = examineExamples({ database: pausing }, reference, cancellation.signal);
    setTimeout(() => cancellation.abort(new Error('Cancelled')), 700);
    await expect(examined).rejects.toThrow();
    expect((await rowsOf(reference.userId)).map((row) => row['language'])).toEqual([null, null, null]);
  });
});

describe('queueing', () => {
  it('answers with the examination that is going on', async () => {
    const { runId, userId } = await queued();
    const again = () => database.db.asUser(userId, (tx) => queueExamination(tx, { avatarId: null }));
    expect(await again()).toMatchObject({ created: false, runId });
    await endExamination(
      { database: database.db },
      { runId, userId, avatarId: null, attempt: 1, outcome: 'completed' },
    );
    expect((await again()).runId).not.toBe(runId);
  });
});
