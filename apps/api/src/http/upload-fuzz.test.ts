import { newId } from '@understudy/db/new-id';
import { seedAvatar } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOf, sendRaw } from '../testing/raw-upload.ts';
import { signTestToken, startTestApi, type TestApi } from '../testing/test-api.ts';
import { mutatedBody, mutatedFile, pick, seededRandom, wholeFiles } from '../testing/upload-mutations.ts';

/** `UPLOAD_FUZZ_CASES=20000 UPLOAD_FUZZ_SEED=$RANDOM npm test -- --no-stack apps/api/src/http/upload-fuzz.test.ts` */
const cases = Number(process.env['UPLOAD_FUZZ_CASES'] ?? '50');
const seed = Number(process.env['UPLOAD_FUZZ_SEED'] ?? '20261121');

/** Uploads that are under way at the same time. */
const concurrency = 8;

let api: TestApi;
let doors: readonly [{ path: string; field: string }, ...{ path: string; field: string }[]];
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  const id = await api.database.db.asUser('ada', seedAvatar);
  token = await signTestToken('ada');
  doors = [
    { path: `/api/avatars/${id}/training-sessions`, field: 'files[]' },
    { path: '/api/training/upload', field: 'file' },
    { path: '/api/knowledge-documents', field: 'file' },
  ];
});
afterAll(() => api.close());

/** Sends so many uploads, each made by its own seed, and looks at the status of each. */
async function fuzz(send: (random: () => number) => Promise<number>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const lane = async () => {
    while (next < cases) {
      next += 1;
      const number = seed + next;
      const status = await send(seededRandom(number));
      expect(status, `UPLOAD_FUZZ_SEED=${number - 1} UPLOAD_FUZZ_CASES=1`).toBeLessThan(500);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return statuses;
}

/** Names of objects that no row knows of. */
async function leftOver(): Promise<string[]> {
  const rows = await api.database.ownerSql`
    select storage_key as key from avatar_training_files where storage_key is not null
    union all select storage_key from training_imports where storage_key is not null
    union all select storage_key from knowledge_documents where storage_key is not null
  `;
  const known = new Set(rows.map(({ key }) => `${key}`.split('/').at(-1)));
  return (await api.storedKeys()).filter((name) => !known.has(name));
}

function send(
  door: { path: string; field: string },
  form: Buffer,
  contentLength: number | undefined = form.length,
) {
  const contentType = 'multipart/form-data; boundary=x';
  return sendRaw({ url: api.url, path: door.path, token, contentType, contentLength, body: form });
}

/** Names that climb, are cut off by a NUL or a line break, are too long, none at all, devices, or are read otherwise. */
const hostileNames = [
  '../../../../etc/passwd',
  '..\\..\\windows\\system32\\config',
  '/etc/cron.d/job',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'chat.txt\0.png',
  'chat\r\nX-Injected: yes.txt',
  `${'a'.repeat(20_000)}.txt`,
  '',
  '..',
  'CON',
  'chat\u202Etxt.exe',
  Buffer.from([0x63, 0xff, 0xfe, 0x2e]).toString('latin1'),
  '=HYPERLINK("http:x").txt',
];

const hostileTypes = [
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/mixed; boundary=x',
  `multipart/form-data; boundary=${'x'.repeat(5_000)}`,
  'multipart/form-data; boundary=x; charset=utf-16',
];

describe('whatever is uploaded is answered below 500, and leaves no object that nobody knows of', () => {
  test('files that are broken', { timeout: 60_000 + cases * 1_000 }, async () => {
    const statuses = await fuzz((random) => {
      const door = pick(random, doors);
      const { name, bytes } = mutatedFile(random);
      return send(door, formOf(door.field, name, bytes));
    });
    // Some are taken and some refused: else this would fuzz the front door only.
    expect([...statuses.keys()].some((status) => status < 300)).toBe(true);
    expect([...statuses.keys()].some((status) => status >= 400)).toBe(true);
    await expect.poll(leftOver, { timeout: 5_000 }).toEqual([]);
  });

  test(
    'forms that are framed wrong, of a length that is not theirs',
    { timeout: 60_000 + cases * 4_000 },
    async () => {
      await fuzz((random) => {
        const door = pick(random, doors);
        const { name, bytes } = pick(random, wholeFiles);
        const form = mutatedBody(random, formOf(door.field, name, bytes));
        const length = pick(random, [
          form.length,
          form.length,
          form.length + 100,
          Math.max(0, form.length - 50),
          0,
          undefined,
        ]);
        return send(door, form, length);
      });
      await expect.poll(leftOver, { timeout: 5_000 }).toEqual([]);
    },
  );

  test('names that are none', { timeout: 60_000 }, async () => {
    await Promise.all(
      hostileNames.flatMap((name) =>
        doors.map(async (door) => {
          const text = Buffer.from(`${wholeFiles[0].bytes.toString()}${newId()}`);
          expect(await send(door, formOf(door.field, name, text)), `${door.path} ${name}`).toBeLessThan(500);
        }),
      ),
    );
    await expect.poll(leftOver, { timeout: 5_000 }).toEqual([]);
    for (const key of await api.storedKeys()) expect(key).toMatch(/^[\w-]+(?:\.[\w.-]+)?$/);
  });

  test('content types that frame nothing', { timeout: 60_000 }, async () => {
    await Promise.all(
      hostileTypes.flatMap((contentType) =>
        doors.map(async ({ path, field }) => {
          const body = formOf(field, 'chat.txt', wholeFiles[0].bytes);
          const upload = { url: api.url, path, token, contentType, contentLength: body.length, body };
          expect(await sendRaw(upload), `${path} ${contentType}`).toBeLessThan(500);
        }),
      ),
    );
  });

  test('many parts, many fields, and headers without an end', { timeout: 60_000 }, async () => {
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n';
    const bodies = [
      `${part.repeat(5_000)}--x--\r\n`,
      `--x\r\nContent-Disposition: form-data; name="${'n'.repeat(200_000)}"\r\n\r\n1\r\n--x--\r\n`,
      `--x\r\nX-Header: ${'h'.repeat(500_000)}`,
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n####\r\n--x--\r\n`,
    ];
    for (const door of doors) {
      for (const body of bodies) expect(await send(door, Buffer.from(body)), door.path).toBeLessThan(500);
    }
    await expect.poll(leftOver, { timeout: 5_000 }).toEqual([]);
  });

  test('the API is as well as before', async () => {
    expect((await api.request('/healthz')).status).toBe(200);
    expect((await api.request('/api/avatars', { user: 'ada' })).status).toBe(200);
    expect(api.log.filter((line) => line.includes('request failed'))).toEqual([]);
  });
});
