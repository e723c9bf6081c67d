import { crc32, deflateSync, gzipSync } from 'node:zlib';

/** A number from 0 to below 1, the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const below = (random: Random, end: number): number => Math.floor(random() * end);

/** One of several. */
export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[below(random, items.length)] ?? items[0];
}

const chat = '15/04/2024, 18:02 - Ben: Are you coming?\n15/04/2024, 18:03 - Mia: yesss 🎉\n'.repeat(20);
const lines =
  '{"instruction":"What do you bake?","response":"Rye, and a plum cake that takes its time."}\n'.repeat(30);
const pdf = `%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj
4 0 obj\n<< /Length 33 >>\nstream\nBT (Mia: Rye and a plum cake) Tj ET\nendstream\nendobj
trailer << /Size 5 /Root 1 0 R >>\n%%EOF`;

/** A file as it is sent. */
export type UploadedFile = { name: string; bytes: Buffer };

/** Files that are whole. */
export const wholeFiles: readonly [UploadedFile, ...UploadedFile[]] = [
  { name: 'chat.txt', bytes: Buffer.from(chat) },
  { name: 'chat.png', bytes: pngOf(8, 8) },
  { name: 'chat.pdf', bytes: Buffer.from(pdf) },
  { name: 'examples.jsonl', bytes: Buffer.from(lines) },
  { name: 'examples.jsonl.gz', bytes: gzipSync(lines) },
  { name: 'examples.csv', bytes: Buffer.from(`instruction,output\n${'Who?,"Me, of course."\n'.repeat(20)}`) },
  { name: 'result.json', bytes: Buffer.from('{"messages":[{"type":"message","from":"Mia","text":"hi"}]}') },
];

/** A picture of one colour. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(height * (1 + width * 3), 0x7f));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

const mutations: readonly [Mutation, ...Mutation[]] = [
  (bytes) => bytes,
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => bytes.subarray(below(random, bytes.length)),
  (bytes, random) => changed(bytes, random, 1 + below(random, 40)),
  (bytes, random) => inserted(bytes, random, Buffer.from(pick(random, fragments), 'latin1')),
  (bytes, random) => inserted(bytes, random, Buffer.alloc(below(random, 5_000))),
  (bytes, random) => Buffer.concat([bytes, bytes.subarray(below(random, bytes.length))]),
  (bytes, random) => Buffer.concat([bytes.subarray(0, 16), pickFile(random).subarray(16)]),
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** What parsers have stumbled over. */
const fragments = [
  '\0', '\r\n--x--\r\n', '\r\n--x\r\n', '\xff\xfe', '\xef\xbb\xbf', '"', '{"__proto__":{}}', '[[[[[[[[', '\u0085',
  '\x1f\x8b\x08', '%PDF-1.7', 'PK\x03\x04', '9'.repeat(400), '\\ud800', ','.repeat(900), '\x1a', '<!ENTITY x "y">',
] as const; // prettier-ignore

const pickFile = (random: Random): Buffer => pick(random, wholeFiles).bytes;

function changed(bytes: Buffer, random: Random, times: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = 0; count < times; count += 1) copy[below(random, copy.length)] = below(random, 256);
  return copy;
}

function inserted(bytes: Buffer, random: Random, what: Buffer): Buffer {
  const place = below(random, bytes.length);
  return Buffer.concat([bytes.subarray(0, place), what, bytes.subarray(place)]);
}

/** A file that was whole until one to three things happened to it. */
export function mutatedFile(random: Random): UploadedFile {
  const { name, bytes } = pick(random, wholeFiles);
  let result: Buffer = bytes;
  for (let count = 1 + below(random, 3); count > 0 && result.length > 0; count -= 1) {
    result = pick(random, mutations)(result, random);
  }
  return { name, bytes: result };
}

/** A whole request body that was well framed until one or two things happened to it. */
export function mutatedBody(random: Random, body: Buffer): Buffer {
  const once = pick(random, mutations)(body, random);
  return once.length === 0 || random() < 0.5 ? once : pick(random, mutations)(once, random);
}
