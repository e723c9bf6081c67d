import { createGzip, gzipSync } from 'node:zlib';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, problemOf } from '../support/api-client.ts';
import { exampleLine, exampleLines, importsOf } from '../support/training-imports.ts';
import { printMeasured } from '../support/print-measured.ts';

/** A stack of its own: what is left in storage and how much memory it takes is looked at. */
let stack: TestStack;
beforeAll(async () => {
  stack = await startStack({ environment: { TRAINING_UPLOAD_LIMIT_MB: '64' } });
});
afterAll(() => stack?.stop());

const megabyte = 1024 * 1024;

/** Objects in storage. */
async function storedFiles(): Promise<string[]> {
  const names: string[] = [];
  // There is no folder before the first object, which this takes for an empty one.
  for await (const entry of glob(join(stack.stateFolder, 'storage', '**'), { withFileTypes: true })) {
    if (entry.isFile()) names.push(entry.name);
  }
  return names;
}

/** Most memory, in MB, that a process has had. */
async function peakMemory(name: 'api' | 'worker'): Promise<number> {
  const status = await readFile(`/proc/${String(stack.process(name).pid)}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Sends a file of so many megabytes of records, made while it is sent; says its length beforehand, or not. */
async function sendLarge(token: string, megabytes: number, saysLength: boolean) {
  const head = Buffer.from(
    '--x\r\nContent-Disposition: form-data; name="file"; filename="large.jsonl"\r\n\r\n',
  );
  const block = Buffer.from(`${exampleLine(1)}\n`.repeat(5_000)).subarray(0, megabyte);
  const length = head.byteLength + megabytes * megabyte;
  return await new Promise<{ status: number; body: unknown; sent: number }>((resolve, reject) => {
    let sent = 0;
    let answer: { status: number; body: unknown } | undefined;
    const upload = request(`${stack.apiUrl}/api/training/upload`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=x',
        ...(saysLength ? { 'content-length': length } : {}),
      },
    });
    upload.on('response', (response) => {
      void buffer(response).then((bytes) => {
        answer = { status: response.statusCode ?? 0, body: JSON.parse(bytes.toString()) };
        resolve({ ...answer, sent });
        upload.destroy();
      }, reject);
    });
    // The connection may be closed on what is still being sent; what counts is the answer.
    upload.on('error', (error) =>
      answer === undefined ? setTimeout(() => reject(error), 1_000) : undefined,
    );
    const body = Readable.from(
      (function* () {
        yield head;
        for (let count = 0; count < megabytes; count += 1) {
          sent += 1;
          yield block;
        }
      })(),
    );
    body.pipe(upload);
  });
}

describe('an upload of a gigabyte', () => {
  it.each([
    ['that says its length', true],
    ['that does not', false],
  ])('%s is refused early, and nothing of it is kept', async (_, saysLength) => {
    const user = await newUser(stack);
    const before = await peakMemory('api');
    const { status, body, sent } = await sendLarge(await stack.token(user.user), 1_024, saysLength);
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'payload_too_large' });
    expect(sent).toBeLessThan(saysLength ? 40 : 300);
    await expect.poll(storedFiles, { timeout: 10_000 }).toEqual([]);
    const after = await peakMemory('api');
    printMeasured(`refused after ${String(sent)} MB; the API took ${(after - before).toFixed(0)} MB more`);
    expect(after - before).toBeLessThan(150);
  });
});

describe('a file that is no text', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('[{"prompt": "a"}]', 'utf16le')]);
  it.each<[string, Uint8Array, number, string, RegExp]>([
    ['empty', Buffer.alloc(0), 422, 'file_empty', /empty/],
    ['blank', Buffer.from(' \n\n'), 422, 'file_empty', /no text/],
    ['UTF-16', utf16, 415, 'file_type_unsupported', /UTF-16.*UTF-8/],
    ['UTF-16 without a mark', utf16.subarray(2), 415, 'file_type_unsupported', /UTF-16/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004rest'), 415, 'file_type_unsupported', /ZIP/],
    ['a PDF', Buffer.from('%PDF-1.7'), 415, 'file_type_unsupported', /PDF/],
    [
      'NUL bytes',
      Buffer.from('MZ\u0000\u0001\u0000 program \u0000\xff', 'latin1'),
      422,
      'file_unreadable',
      /no text/,
    ],
    [
      'prose',
      Buffer.from('Once upon a time there was a hill.'),
      415,
      'file_type_unsupported',
      /neither JSON nor/,
    ],
  ])('%s is refused by its content, with what to do', async (_, content, status, code, message) => {
    const answer = await importsOf(await newUser(stack)).upload({ name: 'data.jsonl', content });
    expect(problemOf(answer)).toMatchObject({ status, code, detail: expect.stringMatching(message) });
    expect(await storedFiles()).toEqual([]);
  });
});

describe('a compressed file', () => {
  it('of a gigabyte of zeros is refused, and memory stays as it was', async () => {
    const zeros = Readable.from(
      (function* () {
        for (let count = 0; count < 1_024; count += 1) yield Buffer.alloc(megabyte);
      })(),
    );
    const content = await buffer(zeros.pipe(createGzip({ level: 9 })));
    const before = await peakMemory('worker');
    const imports = importsOf(await newUser(stack));
    expect(await imports.import({ name: 'bomb.jsonl.gz', content })).toMatchObject({
      success: false,
      status: 'failed',
      imported: 0,
      total: 0,
      problem: { code: 'file_too_complex', detail: expect.stringContaining('200 times') },
    });
    const after = await peakMemory('worker');
    printMeasured(`the worker took ${(after - before).toFixed(0)} MB more for a bomb of 1 GB`);
    expect(after - before).toBeLessThan(100);
  });

  it('that is cut off is refused, and nothing of it is stored', async () => {
    const content = gzipSync(exampleLines(5_000)).subarray(0, -1_000);
    expect(await importsOf(await newUser(stack)).import({ content })).toMatchObject({
      status: 'failed',
      total: 0,
      problem: { code: 'file_unreadable', detail: expect.stringContaining('cut off') },
    });
  });
});

describe('a file in Parquet', () => {
  it.each([
    ['that is cut off', 'PAR1rest'],
    ['whose end says nonsense', 'PAR1rest\u00ff\u00ff\u00ff\u007fPAR1'],
    ['whose columns cannot be read', 'PAR1restrest\u0004\u0000\u0000\u0000PAR1'],
  ])('%s is refused, and nothing of it is stored', async (_, bytes) => {
    const imports = importsOf(await newUser(stack));
    const done = await imports.import({ name: 'data.parquet', content: Buffer.from(bytes, 'latin1') });
    expect(done).toMatchObject({
      status: 'failed',
      total: 0,
      problem: { code: 'file_unreadable', detail: expect.stringContaining('Parquet') },
    });
  });
});

describe('a record', () => {
  const deep = `{"prompt": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "completion": "b"}`;
  it.each([
    ['of ten megabytes', `{"prompt": "a", "completion": "${'x'.repeat(10_500_000)}"}`, 'record_too_long'],
    ['with a NUL byte', '{"prompt": "a\u0000", "completion": "b"}', 'syntax_error'],
    ['nested 50,000 deep', deep, 'too_deep'],
    ['with a key twice', '{"prompt": "a", "prompt": "c", "completion": "b"}', 'duplicate_key'],
    ['with a prototype', '{"prompt": "a", "completion": "b", "__proto__": {"admin": true}}', 'forbidden_key'],
    ['cut off in the middle', '{"prompt": "a", "comp', 'syntax_error'],
  ])('%s is reported with its line, and the others are stored', async (_, record, code) => {
    const imports = importsOf(await newUser(stack));
    const done = await imports.import({ content: `${exampleLine(1)}\r\n${exampleLine(2)}\n${record}` });
    expect(done).toMatchObject({
      status: 'completed_with_errors',
      imported: 2,
      total: 2,
      counts: { records: 3, failed: 1 },
      first_faults: [{ line: 3, code }],
    });
    expect(done.first_faults[0]?.advice).not.toBe('');
  });

  it('with lone surrogates, escaped NULs or formulas is stored as text', async () => {
    const user = await newUser(stack);
    const imports = importsOf(user);
    const content = ['instruction,output', '=HYPERLINK("http://x"),+1+1', '@a,-b', ''].join('\n');
    expect(await imports.import({ name: 'formulas.csv', content })).toMatchObject({ imported: 2 });
    const repaired = await imports.import({
      content: '\uFEFF{"prompt": "half \\ud83d", "completion": "zero \\u0000"}',
    });
    expect(repaired).toMatchObject({ imported: 1, counts: { notices: { text_repaired: 2 } } });
  });
});
