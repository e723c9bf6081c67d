import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestImporter } from '../testing/test-importer.ts';

let importer: TestImporter;
let user: string;
let users = 0;
beforeAll(async () => {
  importer = await TestImporter.start();
}, 60_000);
afterAll(() => importer.close());
beforeEach(() => {
  users += 1;
  user = `user-${String(users)}`;
});

const texts = async () =>
  (await importer.examples(user)).map(({ instruction, context, response }) => [
    instruction,
    context,
    response,
  ]);

describe('a table', () => {
  it('has its rows on the lines on which they begin, whatever its line ends', async () => {
    const done = await importer.import(
      user,
      '\uFEFFinstruction,context,response\r\n"a, b",,"c\nd"\n\ne,,\r"f ""g""",h,=1+1\r\n',
    );
    expect(done).toMatchObject({
      status: 'completed_with_errors',
      format: { container: 'csv', delimiter: ',', has_header: true },
      counts: { records: 3, imported: 2, failed: 1 },
      first_faults: [{ line: 5, field: 'response', code: 'empty_text' }],
    });
    expect(await texts()).toEqual([
      ['a, b', null, 'c\nd'],
      ['f "g"', 'h', '=1+1'],
    ]);
  });

  it('without a header is read by position', async () => {
    await importer.import(user, 'How are you?;Fine.\nAnd you?;Well.', { fileName: 'pairs.csv' });
    expect(await texts()).toEqual([
      ['How are you?', null, 'Fine.'],
      ['And you?', null, 'Well.'],
    ]);
  });

  it.each([
    ['an index of pandas', ',question,answer\n0,What is rye?,A grain\n1,"And, oat?",Too\n'],
    [
      'rows of blank cells, as spreadsheets leave them',
      ',question,answer\n,,\n0,What is rye?,A grain\n, ,\n1,"And, oat?",Too\n,,\n"","",""\n,,',
    ],
    [
      'a title above the header, as Numbers writes it',
      'Table 1,\nquestion,answer\nWhat is rye?,A grain\n"And, oat?",Too\n',
    ],
    ['a trailing comma in every line', 'question,answer,\nWhat is rye?,A grain,\n"And, oat?",Too,\n'],
    [
      'a line that says the delimiter',
      'sep=;\r\nquestion;answer\r\nWhat is rye?;A grain\r\nAnd, oat?;Too\r\n',
    ],
  ])('with %s has nothing shifted', async (_, file) => {
    const done = await importer.import(user, file);
    expect(done).toMatchObject({ imported: 2, counts: { failed: 0 }, format: { has_header: true } });
    expect(await texts()).toEqual([
      ['What is rye?', null, 'A grain'],
      ['And, oat?', null, 'Too'],
    ]);
    expect(await importer.examples(user)).toMatchObject([{ content: null }, { content: null }]);
  });

  it.each([
    ['a header of names that feed nothing', 'conversation_id,role,content\n1,user,Hi\n1,assistant,Hello\n'],
    ['no header and more columns than two', '1,What is rye?,A grain.,food\n2,What is oat?,Another.,food\n'],
  ])('with %s is refused where nobody is asked', async (_, file) => {
    const reference = await importer.queue(user, file);
    await expect(importer.check(reference)).rejects.toMatchObject({ code: 'file_unreadable' });
  });

  it('of Markdown has no example of its rule', async () => {
    const done = await importer.import(user, '|question|answer|\n|---|:--|\n|What is rye?|A grain|\n', {
      fileName: 'table.md',
    });
    expect(done).toMatchObject({ imported: 1, counts: { failed: 0 } });
    expect(await texts()).toEqual([['What is rye?', null, 'A grain']]);
  });

  it('of single messages is refused with what to do', async () => {
    const reference = await importer.queue(
      user,
      'message_id,parent_id,role,text\n1,,prompter,Hi\n2,1,assistant,Hello\n',
    );
    await expect(importer.check(reference)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringMatching(/^Each record is a single message .* “messages” of one record/),
    });
  });

  it('that escapes quotation marks with backslashes is refused where it does', async () => {
    const done = await importer.import(
      user,
      'question,answer\nq?,"a \\"quoted\\" word"\np?,"He said \\"yes, sure\\""\nr?,plain\n',
    );
    expect(done).toMatchObject({
      counts: { imported: 1, failed: 2 },
      first_faults: [
        { line: 2, code: 'syntax_error' },
        { line: 3, code: 'syntax_error' },
      ],
    });
    expect(await texts()).toEqual([['r?', null, 'plain']]);
  });

  it('with quotation marks and backslashes by RFC 4180 is read as it is', async () => {
    await importer.import(user, 'question,answer\nq?,"""a \\""b\\"" c"""\n"C:\\dir\\",b\n');
    expect(await texts()).toEqual([
      ['q?', null, '"a \\"b\\" c"'],
      ['C:\\dir\\', null, 'b'],
    ]);
  });

  it('with tabs, and quotation marks within a text', async () => {
    await importer.import(user, 'question\tanswer\nWhat is a 5" disk?\tA "floppy".\n');
    expect(await texts()).toEqual([['What is a 5" disk?', null, 'A "floppy".']]);
  });

  it('with a quotation mark that is never closed says on which line', async () => {
    const done = await importer.import(user, 'instruction,output\na,b\nc,"d\ne,f\n');
    expect(done).toMatchObject({
      counts: { records: 2, imported: 1, failed: 1 },
      first_faults: [{ line: 3, code: 'syntax_error' }],
    });
  });

  it('of another encoding and with a NUL is decoded, and says what was changed', async () => {
    const latin = Buffer.from('instruction,output\ncaf\xe9,d\xe9j\xe0 vu\n', 'latin1');
    expect(await importer.import(user, latin)).toMatchObject({ format: { encoding: 'windows-1252' } });
    const done = await importer.import(user, 'instruction,output\nx\u0000,y\n');
    expect(done).toMatchObject({ imported: 1, counts: { notices: { text_repaired: 1 } } });
    expect(await texts()).toEqual([
      ['café', null, 'déjà vu'],
      ['x\uFFFD', null, 'y'],
    ]);
  });
});

describe('the encoding of a file', () => {
  const english = 'What is rye?,A grain that grows where it is cold.\n'.repeat(2_000);

  it.each([
    ['as it is', (bytes: Buffer) => bytes],
    ['compressed', (bytes: Buffer) => gzipSync(bytes)],
  ])('is that of all of it, %s, wherever its first umlaut is', async (_, pack) => {
    const file = Buffer.from(`question,answer\n${english}Was ist Größe?,Spaß\n`, 'latin1');
    const done = await importer.import(user, pack(file));
    expect(done).toMatchObject({ format: { encoding: 'windows-1252' }, counts: { notices: {} } });
    expect((await texts()).at(-1)).toEqual(['Was ist Größe?', null, 'Spaß']);
  });

  it('is UTF-8 where one byte of it is damaged, and that is told', async () => {
    const rows = ['Größe', 'caf#', 'Straße'].map((text) => JSON.stringify({ prompt: text, completion: 'ä' }));
    const file = Buffer.from(`${rows.join('\n')}\n`);
    file[file.indexOf('#')] = 0xe9;
    const done = await importer.import(user, file);
    expect(done).toMatchObject({
      format: { encoding: 'utf-8' },
      counts: { imported: 3, notices: { unreadable_characters: 1 } },
    });
    expect((await texts()).map(([question]) => question)).toEqual(['Größe', 'caf\uFFFD', 'Straße']);
  });
});

describe('a compressed file', () => {
  const file = Array.from({ length: 3_000 }, (_, index) =>
    JSON.stringify({ prompt: `Question ${String(index)}`, completion: `Answer ${String(index * 7919)}` }),
  ).join('\n');

  it('is unpacked while it is read', async () => {
    const done = await importer.import(user, gzipSync(file), { fileName: 'examples.jsonl.gz' });
    expect(done).toMatchObject({ imported: 3_000, format: { compressed: true, container: 'jsonl' } });
  });

  /** Its checksum is that of another file. */
  const damaged = (gzip: Buffer) => gzip.fill(7, gzip.length - 8, gzip.length - 4);

  it.each([
    ['cut off', gzipSync(file).subarray(0, -2_000), 'file_unreadable', /cut off/],
    ['damaged', damaged(gzipSync(file)), 'file_unreadable', /damaged/],
    ['compressed twice', gzipSync(gzipSync(file)), 'file_type_unsupported', /twice/],
    [
      'no text inside',
      gzipSync(Buffer.from('PNG\u0000\u0001\u0002 and so on \u0000 \xff\xfe', 'latin1')),
      'file_unreadable',
      /no text/,
    ],
    ['empty inside', gzipSync(''), 'file_empty', /empty/],
    ['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'file_too_complex', /200 times/],
    [
      'a bomb of records',
      gzipSync(`{"prompt": "a", "completion": "b"}\n`.repeat(1_500_000)),
      'file_too_complex',
      /200 times/,
    ],
  ])('that is %s is refused before anything is stored', async (_, content, code, message) => {
    const reference = await importer.queue(user, content);
    await expect(importer.check(reference)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await importer.examples(user)).toEqual([]);
  });
});

describe('a JSON file', () => {
  it('that is cut off keeps what is whole, and says where it ends', async () => {
    const done = await importer.import(
      user,
      '[\n{"prompt": "a", "completion": "b"},\n{"prompt": "c", "compl',
    );
    expect(done).toMatchObject({
      status: 'completed_with_errors',
      imported: 1,
      first_faults: [{ line: 3, code: 'syntax_error' }],
    });
  });

  it('with a record of more than ten million characters skips that, and holds no more than it', async () => {
    const long = `{"prompt": "a", "completion": "${'x'.repeat(10_100_000)}"}`;
    const done = await importer.import(user, `${long}\n{"prompt": "c", "completion": "d"}`);
    expect(done).toMatchObject({
      imported: 1,
      counts: { records: 2, failed: 1 },
      first_faults: [{ line: 1, code: 'record_too_long' }],
    });
  });
});
