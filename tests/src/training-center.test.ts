import { exampleDetailSchema } from '@understudy/domain/training-center/contracts/add-example';
import { removalsSchema } from '@understudy/domain/training-center/contracts/list-removals';
import { clearExamplesResponseSchema } from '@understudy/domain/training-center/contracts/remove-examples';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf, type ApiClient } from './support/api-client.ts';
import { anxious, centerOf, recordsOf } from './support/training-center.ts';
import { importsOf } from './support/training-imports.ts';

const stack = sharedStack();
let owner: Sql;
let user: ApiClient;
let center: ReturnType<typeof centerOf>;
beforeAll(() => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(() => owner.end({ timeout: 1 }));
beforeEach(async () => {
  user = await newUser(stack);
  center = centerOf(user);
});

const rowsOfUser = () => owner`
  select id, instruction, context, response, rejected_response, removed_at, finding_codes as findings
  from avatar_training_examples where user_id = ${user.user} order by id`;

/** The problem details that a refused download is answered with. */
const refusalOf = ({ status, headers, text }: Awaited<ReturnType<typeof center.download>>) =>
  problemOf({ status, headers, body: JSON.parse(text) });

describe('the seed’s endpoints', () => {
  it('add an example, and list it', async () => {
    expect(await center.list()).toEqual({ examples: [], total: 0, next_cursor: null });
    const answer = await user.send('POST', '/api/training/add-example', anxious);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ success: true, total: 1, example: { index: 0, ...anxious } });
    expect(await center.list()).toMatchObject({ total: 1, examples: [anxious] });
    expect(await rowsOfUser()).toMatchObject([anxious]);
    const again = await center.add(anxious);
    expect(again).toMatchObject({ duplicate_of: (await center.list()).examples[0]?.id, total: 2 });
    expect(again.findings.map(({ code }) => code)).toContain('duplicate');
  });

  it('refuse an example without an instruction or a response, and an unknown field', async () => {
    const refused = await user.send('POST', '/api/training/add-example', { instruction: '  ', extra: 1 });
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'validation_failed' });
    const fields = (problemOf(refused).errors ?? []).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['instruction', 'response', 'extra']));
  });

  it('delete by index and by ID, and bring single ones back', async () => {
    const added: string[] = [];
    for (const text of ['a', 'b', 'c'])
      added.push((await center.add({ instruction: text, response: `The answer to ${text}` })).example.id);
    const [first = '', second = '', third = ''] = added;
    const deleted = await user.send('DELETE', '/api/training/examples/1');
    expect(deleted.body).toMatchObject({ success: true, id: second, total: 2 });
    expect((await center.list()).examples.map(({ id, index }) => [id, index])).toEqual([
      [first, 0],
      [third, 1],
    ]);
    expect((await user.send('DELETE', `/api/training/examples/${third}`)).status).toBe(200);
    expect(problemOf(await user.send('DELETE', `/api/training/examples/${third}`)).status).toBe(404);
    expect(problemOf(await user.send('DELETE', '/api/training/examples/7')).status).toBe(404);
    await user.send('POST', '/api/training/restore', { ids: [second] });
    expect((await center.list()).examples.map(({ id }) => id)).toEqual([first, second]);
    expect((await rowsOfUser()).map((row) => row['removed_at'] !== null)).toEqual([false, false, true]);
  });

  it('clear with a confirmation, and give all of it back', async () => {
    await center.addMany(12);
    expect(problemOf(await user.send('POST', '/api/training/clear', {})).detail).toMatch(
      /confirm must be true/,
    );
    const stale = await user.send('POST', '/api/training/clear', { confirm: true, expected_total: 11 });
    expect(problemOf(stale)).toMatchObject({ status: 409, code: 'conflict' });
    const cleared = await user.post('/api/training/clear', clearExamplesResponseSchema, {
      confirm: true,
      expected_total: 12,
    });
    expect([cleared.removed, (await center.list()).total, (await center.stats()).total_examples]).toEqual([
      12, 0, 0,
    ]);
    const days = (Date.parse(cleared.recoverable_until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(await user.get('/api/training/removals', removalsSchema)).toMatchObject({
      total: 12,
      removals: [{ removal_id: cleared.removal_id, removed: 12 }],
    });
    const restored = await user.send('POST', '/api/training/restore', { removal_id: cleared.removal_id });
    expect(restored.body).toEqual({ success: true, restored: 12 });
    expect((await center.list()).total).toBe(12);
  });

  it('show the seed’s figures: 100 examples are 20 % ready, 500 are 100 %', async () => {
    expect(await center.stats()).toMatchObject({
      total_examples: 0,
      avg_response_length: 0,
      training_readiness: 0,
    });
    await center.addMany(100);
    const at100 = await center.stats();
    expect(at100).toMatchObject({ total_examples: 100, training_readiness: 20, by_source: { import: 100 } });
    const [row] = await owner`select round(avg(char_length(response)), 1)::float as mean
      from avatar_training_examples where user_id = ${user.user}`;
    expect(at100.avg_response_length).toBe(row?.['mean']);
    await center.addMany(500);
    expect(await center.stats()).toMatchObject({ total_examples: 500, training_readiness: 100 });
  });

  it('download jsonl, alpaca and chat', async () => {
    expect(refusalOf(await center.download('jsonl'))).toMatchObject({ status: 409 });
    expect(refusalOf(await center.download('jsonl')).detail).toMatch(/at least 1 example/);
    await center.add(anxious);
    const jsonl = await center.download('jsonl');
    expect(jsonl.headers.get('content-disposition')).toBe(
      'attachment; filename=training-examples-jsonl.jsonl',
    );
    expect(recordsOf(jsonl.text)).toMatchObject([
      {
        messages: [
          { role: 'user', content: `${anxious.instruction}\n\nContext:\n${anxious.context}` },
          { role: 'assistant', content: anxious.response },
        ],
        source: 'manual',
      },
    ]);
    expect(JSON.parse((await center.download('alpaca')).text)).toEqual([
      {
        instruction: anxious.instruction,
        input: anxious.context,
        output: anxious.response,
        system: '',
        history: [],
      },
    ]);
    const [chat] = recordsOf((await center.download('chat')).text);
    expect(Object.keys(chat ?? {})).toEqual(['messages']);
    const unknown = refusalOf(await center.download('xml'));
    expect(unknown).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(unknown.detail).toMatch(/format must be one of jsonl, alpaca, chat/);
  });
});

describe('editing', () => {
  it('changes texts, and what is found about them', async () => {
    const { example } = await center.add({ instruction: 'Hi', response: 'Hello!' });
    expect(example.findings).toEqual(['too_short']);
    const edited = await user.send('PATCH', `/api/training/examples/${example.id}`, {
      response: anxious.response,
      context: 'In the morning',
    });
    expect(edited.body).toMatchObject({
      success: true,
      example: { instruction: 'Hi', context: 'In the morning', response: anxious.response, findings: [] },
    });
    expect(await rowsOfUser()).toMatchObject([{ instruction: 'Hi', context: 'In the morning' }]);
    const nothing = await user.send('PATCH', `/api/training/examples/${example.id}`, {});
    expect(problemOf(nothing).status).toBe(422);
  });

  it('leaves the earlier turns and tools of a conversation as they are', async () => {
    const conversation = {
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Which way?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'where', arguments: '{"q":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'north' },
        { role: 'assistant', content: 'North.', weight: 1 },
      ],
      tools: [{ type: 'function', function: { name: 'where', parameters: { type: 'object' } } }],
    };
    await importsOf(user).import({ content: JSON.stringify(conversation) });
    const [item] = (await center.list()).examples;
    expect(item).toMatchObject({ instruction: 'Which way?', response: 'North.', turns: 5, has_tools: true });
    await user.send('PATCH', `/api/training/examples/${item?.id ?? ''}`, { response: 'South.' });
    const { content } = await user.get(`/api/training/examples/0`, exampleDetailSchema);
    expect(content).toMatchObject({
      kind: 'chat',
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Which way?' },
        { role: 'assistant', tool_calls: [{ id: 'c1', name: 'where' }] },
        { role: 'tool', content: 'north' },
        { role: 'assistant', content: 'South.', weight: 1 },
      ],
      tools: conversation.tools,
    });
    const [line] = recordsOf((await center.download('chat')).text);
    expect(line).toEqual({
      ...conversation,
      messages: [...conversation.messages.slice(0, 4), expect.anything()],
    });
    const refused = await user.send('PATCH', '/api/training/examples/0', { rejected_response: 'No.' });
    expect(problemOf(refused)).toMatchObject({ status: 422 });
  });
});

describe('lists', () => {
  it('are paged, searched, sorted and read from any place', async () => {
    await center.addMany(120);
    const first = await center.list('?limit=50');
    const second = await center.list(`?limit=50&cursor=${first.next_cursor ?? ''}`);
    const third = await center.list(`?limit=50&cursor=${second.next_cursor ?? ''}`);
    const paged = [first, second, third].flatMap(({ examples }) => examples.map(({ id }) => id));
    expect(paged).toEqual((await rowsOfUser()).map((row) => row['id']));
    expect(third.next_cursor).toBeNull();
    const [at] = (await center.list('?offset=77&limit=1')).examples;
    expect(at).toMatchObject({ index: 77, instruction: 'Question 77?' });
    const found = await center.list(
      `?search=${encodeURIComponent('"question 7" answer')}&sort=index&order=desc`,
    );
    expect(found.total).toBe(11);
    expect(found.examples[0]).toMatchObject({ index: 79 });
    expect(problemOf(await user.send('GET', '/api/training/examples?offset=1&cursor=x')).status).toBe(422);
  });
});

describe('ownership', () => {
  it('shows and changes nothing of somebody else, whose IDs are as unknown as any', async () => {
    const { example } = await center.add(anxious);
    const avatar = await user.createAvatar('Mia');
    const stranger = await newUser(stack);
    const unknown = '0198a000-0000-7000-8000-000000000001';
    for (const id of [example.id, unknown]) {
      for (const [method, body] of [['GET'], ['PATCH', { response: 'Stolen' }], ['DELETE']] as const) {
        const answer = await stranger.send(method, `/api/training/examples/${id}`, body);
        expect(problemOf(answer), method).toMatchObject({
          status: 404,
          detail: `There is no example ${id}.`,
        });
      }
    }
    expect(
      problemOf(await stranger.send('POST', '/api/training/restore', { ids: [example.id] })).status,
    ).toBe(404);
    const ofAvatar = await stranger.send('POST', '/api/training/add-example', {
      ...anxious,
      avatar_id: avatar.id,
    });
    expect(problemOf(ofAvatar).status).toBe(404);
    const cleared = await stranger.send('POST', '/api/training/clear', {
      confirm: true,
      avatar_id: avatar.id,
    });
    expect(problemOf(cleared).status).toBe(404);
    expect(problemOf(await stranger.send('GET', '/api/training/download/jsonl')).status).toBe(409);
    expect(await rowsOfUser()).toMatchObject([anxious]);
  });
});
