import { chatReplySchema } from '@understudy/domain/chat/chat';
import {
  knowledgeDocumentSchema,
  knowledgeStatsSchema,
  type KnowledgeDocument,
} from '@understudy/domain/knowledge/knowledge-document';
import { knowledgeSearchResultSchema } from '@understudy/domain/knowledge/knowledge-passage';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser, problemOf, type ApiClient } from '../support/api-client.ts';
import { seriousViolations, sidewaysScroll, tabTo } from '../support/accessibility.ts';
import { chatPdf } from '../support/chat-pdf.ts';
import { openPage } from '../support/open-page.ts';
import { ProductPage } from '../support/product-page.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

/** The worker is killed here, so these tests have a stack of their own. */
let stack: TestStack;
let owner: Sql;
beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(() => simulatorAdmin(stack.simulatorUrl).reset());

const bakery = [
  '# The bakery',
  'We open at seven in the morning, every day except Mondays.',
  'Lemon cake is sold on Sundays, until it is gone. The recipe is from grandmother Olga.',
  'The kayak belongs to the bakery, too: it lies behind the green boathouse at the lake.',
].join('\n\n');

/** Some 1,300 passages: thirteen calls of the embedding model. */
const book = Array.from({ length: 1300 }, (_, day) =>
  `On day ${day} of the year we baked ${day * 3} loaves and gave ${day} of them away. `.repeat(9),
).join('\n\n');

async function addDocument(
  user: ApiClient,
  content: string | Uint8Array,
  fields: Record<string, string> = {},
): Promise<KnowledgeDocument> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(content)]), 'bakery.md');
  const answer = await user.send('POST', '/api/knowledge-documents', form);
  if (answer.status !== 202) throw new Error(`Not accepted: ${JSON.stringify(answer.body)}`);
  return knowledgeDocumentSchema.parse(answer.body);
}

const readDocument = (user: ApiClient, id: string) =>
  user.get(`/api/knowledge-documents/${id}`, knowledgeDocumentSchema);

describe('a document', () => {
  it('is read, embedded and answered from; the answer shows the passage', async () => {
    const user = await newUser(stack);
    const avatar = await user.createAvatar('Mia');
    const { id, run } = await addDocument(user, bakery, { avatar_id: avatar.id, title: 'About us' });
    expect(await user.runEnded(run.id)).toMatchObject({
      status: 'completed',
      simulated_provider: true,
      progress: { phase: 'embedding', percent: 100 },
    });
    const document = await readDocument(user, id);
    expect(document.searchable_chunk_count).toBe(document.chunk_count);

    const chat = { message: 'When is lemon cake sold?' };
    const reply = await user.post(`/api/avatars/${avatar.id}/chat`, chatReplySchema, chat);
    expect(reply.passages[0]).toMatchObject({
      title: 'About us',
      source: { kind: 'document', id },
      found_by: ['words', 'meaning'],
    });
    expect(reply.passages[0]?.text).toContain('Lemon cake is sold on Sundays');
    expect(reply.reply).toMatch(/sundays/i);
    const kept = await owner`
      select chunk_id from chat_message_passages where chat_message_id = ${reply.message_id} order by position
    `;
    expect(kept.map((row) => row['chunk_id'])).toEqual(reply.passages.map((passage) => passage.id));

    const unrelated = { message: 'Hey, how are you?' };
    const greeting = await user.post(`/api/avatars/${avatar.id}/chat`, chatReplySchema, unrelated);
    expect(greeting.passages).toEqual([]);
    const other = await user.createAvatar('Ben');
    expect((await user.post(`/api/avatars/${other.id}/chat`, chatReplySchema, chat)).passages).toEqual([]);
  });

  it('streams its passages with the end of the answer, and stays private', async () => {
    const user = await newUser(stack);
    const stranger = await newUser(stack);
    const avatar = await user.createAvatar('Mia');
    const { run } = await addDocument(user, bakery);
    await user.runEnded(run.id);
    const answer = await user.send(
      'POST',
      `/api/avatars/${avatar.id}/chat`,
      { message: 'Where is the kayak?' },
      { accept: 'text/event-stream' },
    );
    const done = /event: done\ndata: (.*)/.exec(String(answer.body))?.[1] ?? '{}';
    expect(chatReplySchema.parse(JSON.parse(done)).passages[0]?.text).toContain('boathouse');
    const search = '/api/knowledge/search?q=kayak+boathouse';
    expect((await user.get(search, knowledgeSearchResultSchema)).passages).not.toEqual([]);
    expect((await stranger.get(search, knowledgeSearchResultSchema)).passages).toEqual([]);
  });

  it('may be a PDF, and is gone with all that was found in it when it is deleted', async () => {
    const user = await newUser(stack);
    const { id, run } = await addDocument(user, await chatPdf(['Mia: the recipe is from grandmother Olga']));
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await readDocument(user, id)).toMatchObject({ kind: 'pdf', page_count: 1 });
    const search = '/api/knowledge/search?q=grandmother+Olga';
    expect((await user.get(search, knowledgeSearchResultSchema)).passages).toHaveLength(1);
    expect((await user.send('DELETE', `/api/knowledge-documents/${id}`)).status).toBe(204);
    expect((await user.get(search, knowledgeSearchResultSchema)).passages).toEqual([]);
    expect(problemOf(await user.send('GET', `/api/knowledge-documents/${id}`)).status).toBe(404);
    expect(await user.get('/api/knowledge/stats', knowledgeStatsSchema)).toMatchObject({ chunks: 0 });
  });

  it('without text fails with what to do, and can be deleted', async () => {
    const user = await newUser(stack);
    const { id, run } = await addDocument(user, ' \n\n ');
    const ended = await user.runEnded(run.id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'file_without_text' } });
    expect((await user.send('DELETE', `/api/knowledge-documents/${id}`)).status).toBe(204);
  });
});

describe('indexing', () => {
  it('goes on after kill -9 of the worker, no passage lost or doubled, hardly a call repeated', async () => {
    const admin = simulatorAdmin(stack.simulatorUrl);
    await admin.latency(400);
    const user = await newUser(stack);
    const worker = stack.process('worker');
    await worker.ready;
    const { id, run } = await addDocument(user, book);
    await user.runUntil(
      run.id,
      ({ progress }) => progress.phase === 'embedding' && progress.completed >= 300,
    );
    await worker.kill('SIGKILL');
    await admin.latency(0);
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });

    const { chunk_count, searchable_chunk_count } = await readDocument(user, id);
    expect(searchable_chunk_count).toBe(chunk_count);
    const [stored] = await owner`
      select count(*)::int as chunks, count(distinct position)::int as positions,
        max(position) + 1 as length, count(distinct text)::int as texts
      from knowledge_chunks where document_id = ${id}
    `;
    expect(stored).toEqual({
      chunks: chunk_count,
      positions: chunk_count,
      length: chunk_count,
      texts: chunk_count,
    });
    const { calls } = await admin.calls();
    const answered = calls.filter((call) => call.completed && call.status === 200).length;
    const needed = Math.ceil((chunk_count ?? 0) / 100);
    // Those that were under way when the worker died were answered to nobody.
    expect(answered).toBeLessThanOrEqual(needed + 4);
    const [recorded] = await owner`
      select sum((response ->> 'vectors')::int)::int as vectors from provider_calls where run_id = ${run.id}
    `;
    expect(recorded?.['vectors']).toBe(chunk_count);
  });

  it('can be paused, resumed and cancelled, and retried afterwards', async () => {
    const admin = simulatorAdmin(stack.simulatorUrl);
    await admin.latency(300);
    const user = await newUser(stack);
    const { id, run } = await addDocument(user, book);
    await user.runUntil(
      run.id,
      ({ progress }) => progress.phase === 'embedding' && progress.completed >= 100,
    );
    expect((await user.send('POST', `/api/runs/${run.id}/pause`)).status).toBe(200);
    await user.runUntil(run.id, ({ status }) => status === 'paused');
    expect(problemOf(await user.send('DELETE', `/api/knowledge-documents/${id}`))).toMatchObject({
      code: 'conflict',
    });
    expect((await user.send('POST', `/api/runs/${run.id}/resume`)).status).toBe(200);
    expect((await user.send('POST', `/api/runs/${run.id}/cancel`)).status).toBe(202);
    expect(await user.runEnded(run.id, 30_000)).toMatchObject({ status: 'cancelled' });
    await admin.latency(0);
    expect((await user.send('POST', `/api/runs/${run.id}/retry`)).status).toBe(202);
    expect(await user.runUntil(run.id, ({ status }) => status === 'completed')).toMatchObject({ attempt: 2 });
    const { chunk_count, searchable_chunk_count } = await readDocument(user, id);
    expect(searchable_chunk_count).toBe(chunk_count);
  });
});

describe('in a browser', () => {
  it('a document is added, searched, answered from and deleted, on a phone in the dark', async () => {
    const opened = await openPage(stack.apiUrl, {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
    });
    const { page } = opened;
    const product = new ProductPage(page);
    await product.signIn('olga');
    await product.createAvatar('Mia', 'Runs a small bakery.', 'Create your first avatar');
    await product.openTab('Knowledge');
    await page.getByText('Mia knows nothing by heart yet').waitFor();
    await page
      .getByLabel('Document files', { exact: true })
      .setInputFiles([{ name: 'bakery.md', mimeType: 'text/markdown', buffer: Buffer.from(bakery) }]);
    await product.button('Delete bakery.md').waitFor();

    const question = page.getByRole('searchbox', { name: 'Question' });
    await tabTo(page, question);
    await page.keyboard.type('Where is the kayak?');
    await page.keyboard.press('Enter');
    const found = page.getByRole('list', { name: 'Passages found' });
    await found.getByText('Found by its words').waitFor({ state: 'attached' });
    await tabTo(page, found.locator('summary').first());
    await page.keyboard.press('Enter');
    await found.getByText('it lies behind the green boathouse').last().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);

    await product.openTab('Test chat');
    await product.say('Mia', 'When is lemon cake sold?');
    await product.button('1 passage from bakery.md').click();
    const passages = page.getByRole('list', { name: 'Passages of this answer' });
    await passages.getByText('Lemon cake is sold on Sundays').first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await product.openTab('Knowledge');
    await product.button('Delete bakery.md').click();
    await product.button('Delete document').click();
    await page.getByText('Mia knows nothing by heart yet').waitFor();
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });
});
