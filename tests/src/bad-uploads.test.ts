import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import postgres from 'postgres';
import { afterAll, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf } from './support/api-client.ts';
import { whatsappChat } from './support/chats.ts';

const stack = sharedStack();
const owner = postgres(stack.databaseOwnerUrl, { max: 1 });
afterAll(() => owner.end());

const windowsProgram = Buffer.concat([
  Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'),
  Buffer.alloc(200),
]);

async function rowsOf(user: string): Promise<number> {
  const [row] = await owner`select count(*)::int as count from avatar_training_data where user_id = ${user}`;
  return Number(row?.['count']);
}

describe('an upload of which nothing can be used', () => {
  it.each([
    ['too-long.txt', Buffer.alloc(21 * 1024 * 1024, 'a'), 413, 'file_too_large'],
    ['empty.txt', Buffer.alloc(0), 422, 'file_empty'],
    ['holiday.png', windowsProgram, 415, 'file_type_unsupported'],
  ])(
    '%s is refused at once, with its name, and leaves nothing behind',
    async (name, content, status, code) => {
      const user = await newUser(stack);
      const avatar = await user.createAvatar();
      const problem = problemOf(await user.upload(avatar.id, { files: [{ name, content }] }));
      expect(problem).toMatchObject({ status, code });
      expect(problem.detail).toContain(name);
      expect(problem.errors).toMatchObject([{ file: name, code }]);
      expect(await rowsOf(user.user)).toBe(0);
    },
  );

  it('names every file when there are several faults', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const files = [
      { name: 'empty.txt', content: '' },
      { name: 'holiday.png', content: windowsProgram },
    ];
    const problem = problemOf(await user.upload(avatar.id, { files }));
    expect(problem.errors?.map(({ file }) => file)).toEqual(['empty.txt', 'holiday.png']);
  });

  it('without files and instructions says that there is nothing to train on', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    expect(problemOf(await user.upload(avatar.id, {}))).toMatchObject({
      status: 422,
      code: 'nothing_to_train_on',
    });
  });
});

describe('a file that turns out to be unusable', () => {
  it.each([
    ['bomb.pdf', () => Promise.resolve(bombPdf()), 'file_too_complex'],
    ['blank.pdf', blankPdf, 'file_without_text'],
    [
      'prose.txt',
      () => Promise.resolve('Once upon a time there was a hill. It was green.'),
      'no_conversation',
    ],
    ['alone.txt', () => Promise.resolve(monologue()), 'single_speaker'],
    ['torn.pdf', () => Promise.resolve('%PDF-1.7\nno more'), 'file_unreadable'],
  ])('%s fails the session with a message that names it', async (name, make, code) => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const session = await user.train(avatar.id, { files: [{ name, content: await make() }] });
    const run = await user.runEnded(session.run.id);
    expect(run).toMatchObject({ status: 'failed', error: { code: 'nothing_to_train_on' } });
    expect(run.error?.message).toContain(name);
    expect((await user.session(session.id)).files).toMatchObject([{ status: 'failed', error: { code } }]);
  });

  it('does not stop the good ones, even when it is refused at the upload', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar();
    const session = await user.train(avatar.id, {
      files: [
        { name: 'holiday.png', content: windowsProgram },
        { name: 'chat.txt', content: whatsappChat(10) },
      ],
    });
    expect(session.files[0]).toMatchObject({ status: 'failed', error: { code: 'file_type_unsupported' } });
    expect(await user.runEnded(session.run.id)).toMatchObject({ status: 'completed_with_errors' });
    expect((await user.session(session.id)).files.map(({ status }) => status)).toEqual([
      'failed',
      'extracted',
    ]);
  });
});

function monologue(): string {
  return ['10:00', '10:01', '10:02'].map((time) => `13/05/24, ${time} - Ash: hello?`).join('\n');
}

async function blankPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage();
  return await document.save();
}

/** One gigabyte of blanks in a few kilobytes. */
function bombPdf(): Uint8Array {
  const stream = deflateSync(deflateSync(Buffer.alloc(2 ** 30, ' ')));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  const head = `4 0 obj\n<< /Length ${stream.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${objects.join('')}${head}`),
    stream,
    Buffer.from('\nendstream\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF'),
  ]);
}
