import { pageOf } from '@understudy/domain/http/page';
import { conversationSchema } from '@understudy/domain/enrichment/conversation';
import { trainingPairSchema } from '@understudy/domain/enrichment/training-pair';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations, sidewaysScroll, tabTo } from './support/accessibility.ts';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { whatsappChats } from './support/chats.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { TrainingFilesPage } from './support/training-files-page.ts';

const stack = sharedStack();
const simulator = simulatorAdmin(stack.simulatorUrl);
const conversations = pageOf('BrowserTestConversations', conversationSchema);

let user: ApiClient;
let opened: OpenedPage;
let files: TrainingFilesPage;
beforeEach(async () => {
  user = await newUser(stack);
  opened = await openPage(stack.apiUrl, { acceptDownloads: true });
  await new ProductPage(opened.page).signIn(user.user);
  files = new TrainingFilesPage(opened.page);
});
afterEach(async () => {
  await simulator.latency(0);
  await opened.close();
});

/** An avatar with so many conversations, none of them enriched. Returns what the page calls them. */
async function trainedWith(count: number): Promise<string[]> {
  const avatar = await user.createAvatar('Maya');
  const session = await user.train(avatar.id, {
    files: whatsappChats(count, 12, 'Maya'),
    avatarSpeaker: 'Maya',
  });
  await user.runEnded(session.run.id);
  const { items } = await user.get('/api/conversations', conversations);
  expect(items).toHaveLength(count);
  return items.map(({ title, file_name }) => title ?? file_name);
}

/** Opens the dialog, has everything enriched, and waits for it. */
async function enrichAll(): Promise<void> {
  await files.open();
  await files.button('Make your first training file').click();
  await files.button('Enrich all that are not').click();
  await opened.page.getByRole('heading', { name: 'Enrichment' }).waitFor();
  await files.dialog('New training file').getByText('Completed', { exact: true }).waitFor();
}

it('from a trained avatar to a file that is downloaded, and to a larger one', async () => {
  const { page } = opened;
  const [first = '', second = '', third = ''] = await trainedWith(3);
  await files.open();
  await files.list('How to make a training file').waitFor();
  await files.button('Make your first training file').click();
  const dialog = files.dialog('New training file');
  await files.conversation(first).getByText('Not enriched').waitFor();
  expect(await page.getByRole('checkbox', { name: `Choose ${first}` }).isDisabled()).toBe(true);

  await simulator.latency(700);
  await files.button('Enrich all that are not').click();
  await dialog.getByText('Live', { exact: true }).waitFor();
  await dialog.getByText('Completed', { exact: true }).waitFor();
  await expect.poll(() => dialog.getByText('Ready', { exact: true }).count()).toBe(3);
  await simulator.latency(0);

  await page.getByRole('textbox', { name: 'Name' }).fill('batch_001');
  await files.choose(first);
  await files.choose(second);
  await files.button('Create with 2 conversations').click();
  await page.getByRole('heading', { name: 'batch_001' }).waitFor();
  await files.state('Complete, with open points').waitFor();
  await files.point('Conversation count').getByText('2 of at least 10 conversations').waitFor();
  await files.point('JSON validation').getByText('Passed').waitFor({ state: 'attached' });
  await files.list('Personas').getByRole('listitem').first().waitFor();

  const json = await files.download('JSON');
  expect(json.name).toBe('batch_001.json');
  const aggregated: unknown = JSON.parse(json.text);
  expect(aggregated).toMatchObject({ training_file_metadata: { total_conversations: 2 } });
  const jsonl = await files.download('JSONL');
  expect(jsonl.name).toBe('batch_001.jsonl');
  const pairs = jsonl.text
    .trimEnd()
    .split('\n')
    .map((line) => trainingPairSchema.parse(JSON.parse(line)));
  expect(pairs.length).toBeGreaterThan(10);
  const altered = await fetch(jsonl.url.replace(/.{6}$/, 'aaaaaa'));
  expect(altered.status).toBe(403);

  await files.button('Add conversations').first().click();
  const adding = files.dialog('Add conversations to batch_001');
  await files.choose(third);
  expect(await adding.getByRole('row').filter({ hasText: first }).count()).toBe(0);
  await files.button('Add 1 conversation').click();
  await adding.waitFor({ state: 'detached' });
  await files.point('Conversation count').getByText('3 of at least 10 conversations').waitFor();
  await files.state('Complete, with open points').waitFor();
  await expect
    .poll(async () => (await files.download('JSONL')).text.trimEnd().split('\n').length)
    .toBeGreaterThan(pairs.length);

  await page.getByText('I have read them').click();
  await page.reload();
  await files.point('Manual review').getByText('Passed').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'All training files' }).click();
  const row = files.list('Training files').getByRole('listitem');
  await row.getByText('batch_001').waitFor();
  expect(opened.faults()).toEqual([]);
});

it('an enrichment that is under way is shown to who comes back, and can be cancelled there', async () => {
  const { page } = opened;
  await trainedWith(6);
  await files.open();
  await files.button('Make your first training file').click();
  await simulator.latency(20_000);
  await files.button('Enrich all that are not').click();
  await page.getByRole('heading', { name: 'Enrichment' }).waitFor();
  await page.reload();
  const dialog = files.dialog('New training file');
  await dialog.getByRole('heading', { name: 'Enrichment' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).first().click();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await dialog.getByText('Cancelled', { exact: true }).waitFor();
});

describe('what cannot be made', () => {
  it('is said at its field', async () => {
    const { page } = opened;
    await trainedWith(1);
    await files.open();
    await files.button('Make your first training file').click();
    await files.button('Create training file').click();
    await page.getByText('Give the training file a name.').waitFor();
    await page.getByText('Name at least one conversation.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('x');
    await expect.poll(() => page.getByText('Name at least one conversation.').count()).toBe(0);
  });
});

const looks = [
  ['on a screen, light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

it.each(looks)('%s: by keyboard, no serious violation, nothing to scroll sideways', async (_, options) => {
  const [first = ''] = await trainedWith(2);
  await enrichAll();
  await opened.close();
  opened = await openPage(stack.apiUrl, options);
  const { page } = opened;
  await new ProductPage(page).signIn(user.user);
  await page.goto(`${stack.apiUrl}/training-files?new`);
  const dialog = new TrainingFilesPage(page).dialog('New training file');
  await dialog.getByText('Ready', { exact: true }).first().waitFor();
  const expectFine = async () => {
    expect(await seriousViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  };
  await expectFine();
  await page.keyboard.type('by keyboard');
  await tabTo(page, page.getByRole('checkbox', { name: `Choose ${first}` }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: 'Create with 1 conversation' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'by keyboard' }).waitFor();
  await page.getByText('Complete, with open points').waitFor();
  await page.getByRole('list', { name: 'Sample pairs' }).waitFor();
  await expectFine();
  await page.goto(`${stack.apiUrl}/training-files`);
  await page.getByRole('list', { name: 'Training files' }).waitFor();
  await expectFine();
  expect(opened.faults()).toEqual([]);
});
