import { Readable } from 'node:stream';
import { createSweepActivities } from '@understudy/activities/runs/sweep-activities';
import { newId } from '@understudy/db/new-id';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import { holdUpload, type ClaimUpload } from './hold-upload.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Uploads a file whose name is the ID, and does something with it. */
async function upload(make: (claim: ClaimUpload) => Promise<{ created: boolean }>): Promise<{
  id: string;
  failure: unknown;
}> {
  const { dependencies } = api;
  const uploadId = newId();
  const storagePrefix = `somebody/${newId()}`;
  const failure = await holdUpload(
    dependencies,
    { userId: 'ash', uploadId, storagePrefix },
    async (claim) => {
      await dependencies.storage.put(`${storagePrefix}/${uploadId}`, Readable.from([Buffer.from('a chat')]));
      return await make(claim);
    },
  ).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { id: uploadId, failure };
}

const asAsh = (work: ClaimUpload): Promise<void> => api.dependencies.database.asUser('ash', work);

async function isNoted(id: string): Promise<boolean> {
  return (await api.database.ownerSql`select from uploads where id = ${id}`).length > 0;
}

const lost = new UnderstudyError('database_unavailable', 'The database cannot be reached.');

describe('files of an upload', () => {
  it('stay when something is made of them, and the upload is over', async () => {
    const { id } = await upload(async (claim) => {
      await asAsh(claim);
      return { created: true };
    });
    expect(await api.storedKeys()).toContain(id);
    expect(await isNoted(id)).toBe(false);
  });

  it('stay when something was made of them and the answer to the commit was lost', async () => {
    const { id, failure } = await upload(async (claim) => {
      await asAsh(claim);
      throw lost;
    });
    expect(failure).toBe(lost);
    expect(await api.storedKeys()).toContain(id);
  });

  it('stay when the commit is still under way as its connection is lost', async () => {
    let committed = Promise.resolve();
    const { id } = await upload(async (claim) => {
      let claimed = (): void => undefined;
      const isClaimed = new Promise<void>((resolve) => (claimed = resolve));
      committed = asAsh(async (tx) => {
        await claim(tx);
        claimed();
        await new Promise((resolve) => setTimeout(resolve, 300));
      });
      await isClaimed;
      throw lost;
    });
    await committed;
    expect(await api.storedKeys()).toContain(id);
    expect(await isNoted(id)).toBe(false);
  });

  it.each(['nothing is made of them', 'the request is refused'])('go when %s', async (why) => {
    const { id } = await upload(() =>
      why === 'nothing is made of them' ? Promise.resolve({ created: false }) : Promise.reject(lost),
    );
    expect(await api.storedKeys()).not.toContain(id);
    expect(await isNoted(id)).toBe(false);
  });

  it('go by the sweep when the process died that received them: a day later, and not before', async () => {
    const { dependencies, database } = api;
    const [dead, alive] = [newId(), newId()];
    for (const id of [dead, alive]) {
      await dependencies.storage.put(`dead/${id}/${id}`, Readable.from([Buffer.from('half of a')]));
      await database.ownerSql`insert into uploads (id, user_id, storage_prefix) values (${id}, 'ash', ${`dead/${id}`})`;
    }
    await database.ownerSql`update uploads set created_at = now() - interval '25 hours' where id = ${dead}`;
    await createSweepActivities({ ...dependencies, client: dependencies.temporal }).purgeExamples();
    expect(await api.storedKeys()).not.toContain(dead);
    expect(await api.storedKeys()).toContain(alive);
    expect([await isNoted(dead), await isNoted(alive)]).toEqual([false, true]);
  });
});
