import { describe, expect, it } from 'vitest';
import { inspectImportFile } from './inspect-import-file.ts';
import { previewFile } from './preview-file.ts';

/** What is shown of a file before anything of it is stored. */
function previewOf(content: string | Uint8Array, name = 'examples.jsonl') {
  const inspected = inspectImportFile({ bytes: Buffer.from(content), isComplete: true, name });
  if (inspected.kind !== 'text') throw new Error('It is no text');
  return previewFile({ ...inspected, packing: null, isWholeSample: true }, null);
}

const said = (text: string) => JSON.stringify(text).slice(1, -1);
const chatMl = '<|im_start|>user\nWhich way?<|im_end|>\n<|im_start|>assistant\nNorth.<|im_end|>\n';

describe('the preview', () => {
  it.each([
    [
      'gemini',
      '{"contents":[{"role":"user","parts":[{"text":"Which way?"}]},{"role":"model","parts":[{"text":"North."}]}]}',
    ],
    ['glaive', '{"system":"SYSTEM: ","chat":"USER: Which way?\\n\\nASSISTANT: North. <|endoftext|>"}'],
    ['alternating', '{"id":"1","data":["Which way?","North."]}'],
    ['templated', `{"text":"${said(chatMl)}"}`],
  ])('says how records of the form %s become examples', (shape, line) => {
    const { format, preview } = previewOf(`${line}\n`);
    expect(format).toMatchObject({ shape, container: 'jsonl', reading: expect.stringMatching(/\.$/) });
    expect(preview).toMatchObject({
      needs_mapping: false,
      sample: [{ instruction: 'Which way?', response: 'North.' }],
      faults: [],
    });
  });

  it('needs no mapping for a table with a column of texts that a template wrote', () => {
    const { format, preview } = previewOf(`text,source\n"${chatMl}",web\n"${chatMl}",book\n`, 'texts.csv');
    expect(format).toMatchObject({
      container: 'csv',
      shape: 'templated',
      title: 'Texts written by a chat template, Table (CSV)',
      has_header: true,
    });
    expect(preview).toMatchObject({
      needs_mapping: false,
      sample: [{ line: 2, instruction: 'Which way?', response: 'North.' }, {}],
    });
    expect(previewOf(`text\n"${chatMl}"\n`, 'texts.csv').preview.needs_mapping).toBe(false);
    expect(previewOf('id,text,mood\n1,Once upon a time.,calm\n', 'texts.csv').preview.needs_mapping).toBe(
      true,
    );
  });

  it('says which fields feed nothing, and which columns are left out', () => {
    const table = previewOf(',question,answer,mood\n0,Which way?,North.,calm\n1,Sure?,Yes.,calm\n', 'a.csv');
    expect(table.format.reading).toBeNull();
    expect(table.preview).toMatchObject({ unmapped: ['mood'], left_out: ['column 1'] });
    const turns = '[{"role":"user","content":"Which way?"},{"role":"assistant","content":"North."}]';
    const chat = previewOf(`{"messages":${turns},"functions":[],"id":7}\n`);
    expect(chat.preview).toMatchObject({ unmapped: ['id'], left_out: [] });
  });

  it.each([
    ['with a mark', '\uFEFFquestion,answer\nWhich way?,North.\n'],
    ['without one', 'question,answer\nWhich way?,North.\n'],
    ['without one, in Cyrillic', 'вопрос,ответ\nКуда идти?,На север\nЭто точно?,Да\nСпасибо,Да\n'],
  ])('of UTF-16 %s says what to do', (_, text) => {
    expect(() => previewOf(Buffer.from(text, 'utf16le'), 'a.csv')).toThrow(
      'The file is encoded in UTF-16. Save it as UTF-8, in Excel as “CSV UTF-8”.',
    );
  });
});
