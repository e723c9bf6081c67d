import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStorage, type ObjectStorage } from './object-storage.ts';

let folder: string;
let server: S3rver;
const storages: Record<string, ObjectStorage> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-storage-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    // It reckons another signature than Amazon for a query with a slash in it.
    allowMismatchedSignatures: true,
    directory: join(folder, 'server'),
    configureBuckets: [{ name: 'understudy', configs: [] }],
  });
  // Amazon and MinIO refuse what does not say how long it is, and this server takes it.
  server.middleware.unshift(async (context, next) => {
    if (context.method !== 'PUT' || context.get('content-length') !== '') return await next();
    context.req.resume();
    context.status = 411;
  });
  const { port } = await server.run();
  storages['a folder'] = createObjectStorage({ kind: 'folder', folder: join(folder, 'objects') });
  storages['a bucket'] = createObjectStorage({
    kind: 's3',
    bucket: 'understudy',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${String(port)}`,
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** A stream that does not know how long it is, in pieces, as an upload comes. */
function streamOf(bytes: Uint8Array): Readable {
  const pieces = function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  return Readable.from(pieces());
}

it('makes a folder that nobody else on the machine can look into', async () => {
  await storages['a folder']?.put('someone/file', Readable.from(['secret']));
  expect((await stat(join(folder, 'objects'))).mode & 0o077).toBe(0);
});

it('writes files for their owner alone, whatever the folder allows', async () => {
  const shared = join(folder, 'shared');
  await mkdir(shared, { mode: 0o755 });
  const storage = createObjectStorage({ kind: 'folder', folder: shared });
  await storage.put('someone/session/file', Readable.from(['secret']));
  await storage.put('someone/session/file', Readable.from(['another']));
  await storage.move('someone/session/file', 'someone/moved/file');
  await storage.put('someone/session/other', Readable.from(['secret']));
  expect(Buffer.from(await storage.getBytes('someone/moved/file')).toString()).toBe('another');
  for (const file of ['someone', 'someone/session', 'someone/session/other', 'someone/moved/file']) {
    expect((await stat(join(shared, file))).mode & 0o077, file).toBe(0);
  }
});

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  const storage = (): ObjectStorage => {
    const found = storages[kind];
    if (found === undefined) throw new Error(`There is no ${kind}`);
    return found;
  };

  // Nothing, less than a piece of an upload to a bucket, and several of them.
  it.each([0, 5, 1_000_000, 12_000_000])('gives back the %i bytes that it was given', async (length) => {
    const bytes = randomBytes(length);
    const key = `ann/given/${String(length)}`;
    await storage().put(key, streamOf(bytes));
    expect(Buffer.compare(await storage().getBytes(key), bytes)).toBe(0);
    const read = await (await storage().getStream(key)).toArray();
    expect(Buffer.compare(Buffer.concat(read), bytes)).toBe(0);
    expect(await storage().exists(key)).toBe(true);
  });

  it('keeps nothing of a stream that breaks', async () => {
    const broken = function* () {
      yield Buffer.alloc(12_000_000);
      throw new Error('The connection was cut');
    };
    const putting = storage().put('ann/broken', Readable.from(broken()));
    await expect(putting).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await storage().exists('ann/broken')).toBe(false);
  });

  it('gives an object another key, in place of what lies there', async () => {
    await storage().put('ann/new', streamOf(Buffer.from('new')));
    await storage().put('ann/old', streamOf(Buffer.from('old')));
    await storage().move('ann/new', 'ann/old');
    expect(Buffer.from(await storage().getBytes('ann/old')).toString()).toBe('new');
    expect(await storage().exists('ann/new')).toBe(false);
  });

  it('deletes one, or all of a folder, and what is not there without a word', async () => {
    const keys = ['bob/1/a', 'bob/1/deep/a', 'bob/10/a', 'bob/2'];
    for (const key of keys) await storage().put(key, streamOf(Buffer.from(key)));
    await storage().deleteAll('bob/1');
    await storage().deleteAll('bob/1');
    await storage().delete('bob/1/a');
    const there = () => Promise.all(keys.map((key) => storage().exists(key)));
    expect(await there()).toEqual([false, false, true, true]);
    await storage().delete('bob/2');
    expect(await there()).toEqual([false, false, true, false]);
  });

  it('says what is not there', async () => {
    await expect(storage().getBytes('ann/nothing')).rejects.toMatchObject({ code: 'not_found' });
    await expect(storage().getStream('ann/nothing')).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('says that a bucket cannot be reached', async () => {
  const away = createObjectStorage({
    kind: 's3',
    bucket: 'understudy',
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    accessKeyId: 'none',
    secretAccessKey: 'none',
  });
  await expect(away.put('ann/1', streamOf(Buffer.from('1')))).rejects.toMatchObject({
    code: 'storage_unavailable',
  });
});
