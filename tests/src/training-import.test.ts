import { gzipSync } from 'node:zlib';
import { trainingImportPageSchema } from '@understudy/domain/training-center/contracts/import-examples';
import { describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf } from './support/api-client.ts';
import { exampleLine, exampleLines, importsOf } from './support/training-imports.ts';

const stack = sharedStack();

/** Something of every format that the seed and the field have. */
const formats: Record<string, { content: string | Uint8Array; title: string; imported: number }> = {
  'chat.jsonl': {
    content: '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}\n',
    title: 'Chat messages (OpenAI, Hugging Face), JSON Lines',
    imported: 1,
  },
  'prompts.jsonl': {
    content: '{"prompt": "a", "completion": "b"}\n{"prompt": "c", "completion": "d"}',
    title: 'Prompt and completion, JSON Lines',
    imported: 2,
  },
  'alpaca.json': {
    content: '[{"instruction": "a", "input": "b", "output": "c"}]',
    title: 'Alpaca, JSON',
    imported: 1,
  },
  'sharegpt.json': {
    content: '[{"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}]',
    title: 'ShareGPT conversations, JSON',
    imported: 1,
  },
  'pairs.jsonl': {
    content: '{"prompt": "a", "chosen": "b", "rejected": "c"}',
    title: 'Preference pairs, JSON Lines',
    imported: 1,
  },
  'table.csv': { content: '\uFEFFquestion,answer\r\na,b\r\n', title: 'Table (CSV)', imported: 1 },
  'alpaca.jsonl.gz': { content: gzipSync(exampleLines(3)), title: 'Alpaca, JSON Lines', imported: 3 },
};

describe('an upload', () => {
  it.each(Object.keys(formats))('of %s is answered with the result', async (name) => {
    const { content, title, imported } = formats[name] ?? { content: '', title: '', imported: 0 };
    const imports = importsOf(await newUser(stack));
    expect(await imports.import({ name, content })).toMatchObject({
      success: true,
      status: 'completed',
      imported,
      total: imported,
      format: { title },
      problem: null,
    });
  });

  it('with wrong records keeps the good ones, and lists the others in a file that no spreadsheet runs', async () => {
    const imports = importsOf(await newUser(stack));
    const content = [exampleLine(1), '{"=cmd()": 1}', exampleLine(2), '{"instruction": "x", "output": ""}'];
    const done = await imports.import({ content: content.join('\n') });
    expect(done).toMatchObject({
      status: 'completed_with_errors',
      imported: 2,
      counts: { records: 4, failed: 2 },
      first_faults: [{ line: 2 }, { line: 4, field: 'output', column: 32 }],
    });
    const { headers, body } = await imports.faults(done.import_id);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('examples-faults.csv');
    const rows = String(body).split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toBe('line,column,field,code,reason,what_to_do');
    expect(rows[2]).toMatch(/^4,32,output,empty_text,/);
    expect(String(body)).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
  });

  it('that is repeated with the same key is one import; with another content it is refused', async () => {
    const imports = importsOf(await newUser(stack));
    const headers = { 'idempotency-key': 'import-1' };
    const first = await imports.upload({ content: exampleLines(2), headers });
    const second = await imports.upload({ content: exampleLines(2), headers });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(problemOf(await imports.upload({ content: exampleLines(3), headers }))).toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('of a file that was imported before says so, and stores nothing twice', async () => {
    const user = await newUser(stack);
    const imports = importsOf(user);
    const first = await imports.import({ content: exampleLines(5) });
    const second = await imports.import({ content: exampleLines(5), name: 'other-name.jsonl' });
    expect(second).toMatchObject({
      imported: 0,
      total: 5,
      counts: { duplicates: 5 },
      same_file_as: { import_id: first.import_id },
    });
    const { items } = await user.get('/api/training/imports', trainingImportPageSchema);
    expect(items.map(({ import_id }) => import_id)).toEqual([second.import_id, first.import_id]);
  });
});

describe('a preview', () => {
  it('stores nothing before it is confirmed, with the mapping that was chosen', async () => {
    const imports = importsOf(await newUser(stack));
    const content = 'who;what\nAsk me;I answer\n';
    const preview = await imports.import({ name: 'odd.csv', content, fields: { preview: 'true' } });
    expect(preview).toMatchObject({
      status: 'awaiting_confirmation',
      total: 0,
      preview: { fields: ['column 1', 'column 2'], needs_mapping: false },
    });
    const wrong = await imports.confirm(preview.import_id, {
      mapping: { instruction: 'column 2', response: 'column 9' },
    });
    expect(problemOf(wrong)).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'mapping.response' }],
    });
    const mapping = { instruction: 'column 2', response: 'column 1' };
    const confirmed = await imports.confirm(preview.import_id, { mapping });
    expect(confirmed).toMatchObject({
      status: 200,
      body: { status: expect.stringMatching(/^(?:importing|completed)$/) },
    });
    await expect
      .poll(async () => (await imports.read(preview.import_id)).status, { timeout: 20_000 })
      .toBe('completed');
    expect(await imports.read(preview.import_id)).toMatchObject({ imported: 2 });
    expect(problemOf(await imports.confirm(preview.import_id))).toMatchObject({ code: 'conflict' });
  });

  it('can be cancelled', async () => {
    const user = await newUser(stack);
    const imports = importsOf(user);
    const { import_id } = await imports.import({ content: exampleLines(3), fields: { preview: 'true' } });
    expect((await user.send('POST', `/api/training/imports/${import_id}/cancel`)).status).toBe(200);
    await user.runEnded(import_id);
    expect(await imports.read(import_id)).toMatchObject({ status: 'cancelled', imported: 0, total: 0 });
  });
});

describe('an import', () => {
  it('is undone as one removal', async () => {
    const imports = importsOf(await newUser(stack));
    const { import_id } = await imports.import({ content: exampleLines(4) });
    expect(await imports.undo(import_id)).toMatchObject({ removed: 4, removal_id: expect.any(String) });
    expect(await imports.undo(import_id)).toMatchObject({ removed: 0, removal_id: null });
    expect(await imports.import({ content: exampleLines(4) })).toMatchObject({ imported: 4, total: 4 });
  });

  it('is paused, goes on and can be cancelled while it stores', async () => {
    const user = await newUser(stack);
    const imports = importsOf(user);
    const { import_id } = await imports.start({ content: exampleLines(40_000) });
    await user.runUntil(import_id, ({ progress }) => progress.phase === 'importing');
    expect((await user.send('POST', `/api/runs/${import_id}/pause`)).status).toBe(200);
    await expect
      .poll(async () => (await imports.read(import_id)).counts.records, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await user.runUntil(import_id, ({ status }) => status === 'paused');
    expect((await user.send('POST', `/api/runs/${import_id}/resume`)).status).toBe(200);
    expect((await user.send('POST', `/api/runs/${import_id}/cancel`)).status).toBeLessThan(300);
    await user.runEnded(import_id);
    const ended = await imports.read(import_id);
    expect(ended).toMatchObject({ status: 'cancelled', total: ended.imported });
    expect(ended.imported).toBeLessThan(40_000);

    expect((await user.send('POST', `/api/runs/${import_id}/retry`)).status).toBeLessThan(300);
    await user.runEnded(import_id);
    expect(await imports.read(import_id)).toMatchObject({
      status: 'completed',
      imported: 40_000,
      total: 40_000,
      counts: { duplicates: 0 },
    });
  });

  it('of somebody else is not there', async () => {
    const { import_id } = await importsOf(await newUser(stack)).import({ content: exampleLines(1) });
    const other = await newUser(stack);
    const path = `/api/training/imports/${import_id}`;
    const answers = await Promise.all([
      other.send('GET', path),
      other.send('GET', `${path}/faults`),
      other.send('POST', `${path}/confirm`, {}),
      other.send('POST', `${path}/cancel`),
      other.send('DELETE', `${path}/examples`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});
