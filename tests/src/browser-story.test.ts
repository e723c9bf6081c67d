import { trainingPhaseTitles } from '@understudy/domain/training-sessions/training-session-contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { chatLooks } from './support/chat-looks.ts';
import { chatPdf } from './support/chat-pdf.ts';
import { whatsappChat } from './support/chats.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage, type ChosenFile } from './support/product-page.ts';
import { byTurns, renderMessages } from './support/render-chat.ts';
import { watchRun } from './support/watch-run.ts';

const stack = sharedStack();
let opened: OpenedPage;
let product: ProductPage;
beforeAll(async () => {
  opened = await openPage(stack.apiUrl);
  product = new ProductPage(opened.page);
});
afterAll(() => opened?.close());

const inDaylight = byTurns(
  ['Did you feed Pikachu already?', 'And what about the laundry?'],
  ['Of course I did, two bowls full', "It's drying on the balcony, don't worry"],
);
const atNight = byTurns(
  ['Are you still awake?', 'Tell me about the gym'],
  ['Wide awake, I just came home', 'We won! It was close, but we won in the last round'],
);
const printed = [
  'Misty: Did the letter from the league arrive?',
  'Ash: It did! I opened it this morning, we start in May.',
  'Misty: That is early. Are you ready for it?',
  'Ash: Ready since last year, honestly.',
  'Misty: Then I will book the train.',
];

async function conversationFiles(): Promise<ChosenFile[]> {
  const atNightLook = chatLooks['iMessage-like, dark'];
  return [
    { name: 'WhatsApp Chat with Misty.txt', mimeType: 'text/plain', content: whatsappChat(40) },
    { name: 'daylight.png', mimeType: 'image/png', content: await renderMessages(inDaylight) },
    {
      name: 'night.png',
      mimeType: 'image/png',
      content: await renderMessages(atNight, { look: atNightLook, density: 3 }),
    },
    { name: 'printed.pdf', mimeType: 'application/pdf', content: await chatPdf(printed) },
  ];
}

it('a person trains an avatar from conversations, talks to it, trains again, compares and goes back', async () => {
  const { page } = opened;
  await product.signIn((await newUser(stack)).user);
  await product.createAvatar('Ash', 'A trainer from Pallet Town.', 'Create your first avatar');
  await trainFromConversations();
  await product.button('Activate version').click();
  await page.getByText('Version 1 active').waitFor();
  await talkAndRate();
  await trainByInstructionAlone();
  await compareVersions();
  await rollBack();
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect.poll(() => product.list('Runs').getByRole('listitem').count()).toBe(2);
  expect(await product.list('Runs').getByText('Completed', { exact: true }).count()).toBe(2);
  await deleteAvatar();
  expect(opened.faults()).toEqual([]);
});

async function trainFromConversations(): Promise<void> {
  const { page } = opened;
  await product.chooseFiles(await conversationFiles());
  await product.list('Chosen files').getByText('WhatsApp · 80 messages · 2 speakers').waitFor();
  const speaker = page.getByRole('combobox', { name: 'Who is Ash in these chats?' });
  await speaker.click();
  await page.getByRole('option', { name: 'Misty — 40 messages' }).waitFor();
  await page.getByRole('option', { name: 'Ash — 40 messages' }).click();
  await product.field('Instructions').fill('Keep answers short.');
  await product.startTraining();
  const watched = await watchRun(page);
  expect(await page.evaluate<number>('window.scrollY')).toBe(0);
  await product.heading('Version 1 is ready').waitFor();

  const { phases, percents, fileStates } = await watched();
  const titles = Object.values<string>(trainingPhaseTitles);
  expect(phases).toContain('Text extraction');
  expect(phases.length).toBeGreaterThanOrEqual(2);
  expect(phases).toEqual(titles.filter((title) => phases.includes(title)));
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  expect(percents.length).toBeGreaterThan(4);
  expect(percents.at(-1)).toBe(100);
  expect(fileStates).toContain('Reading');
  const states = product.list('Files of this session').locator('[data-status]');
  expect(await states.allInnerTexts()).toEqual(['80 messages', '4 messages', '4 messages', '5 messages']);
  await page.getByRole('link', { name: 'Review version 1' }).waitFor();
}

async function talkAndRate(): Promise<void> {
  const { page } = opened;
  await product.openTab('Test chat');
  const parts: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/chat')) parts.push(response.headers()['content-type'] ?? '');
  });
  await product.say('Ash', 'Hey, how was your day?');
  const chat = product.chatWith('Ash');
  await chat.getByText(/^Version 1 · .+ · simulated$/).waitFor();
  expect(parts).toEqual([expect.stringContaining('text/event-stream')]);
  const rating = chat.getByRole('group', { name: 'Rate this answer' });
  await rating.getByRole('button', { name: '4 stars' }).click();
  await chat.getByText('Thank you, noted').waitFor();
}

async function trainByInstructionAlone(): Promise<void> {
  await product.openTab('Train');
  await product.field('Instructions').fill('Be more professional, minimal emojis');
  await product.startTraining();
  await product.heading('Version 2 is ready').waitFor();
  await product.button('Activate version').click();
  await opened.page.getByText('Version 2 active').waitFor();
}

async function compareVersions(): Promise<void> {
  const { page } = opened;
  await product.openTab('Prompt versions');
  await product.list('Prompt versions').getByText('★ 4.0 from 1 rating').waitFor();
  await product.button('Compare').click();
  await product.heading('Version 1 and version 2').waitFor();
  const differences = page.getByRole('region', { name: 'Differences in the prompt' });
  await differences
    .getByText(/professional/i)
    .first()
    .waitFor();
  await product.field('Questions').fill('How should I handle this client meeting?\nAre you free tonight?');
  await product.button('Ask both').click();
  const answers = page.getByRole('region', { name: 'Are you free tonight?' });
  await answers.getByText(/^Version 1 · /).waitFor();
  await answers.getByText(/^Version 2 · /).waitFor();
}

async function rollBack(): Promise<void> {
  await product.openTab('Prompt versions');
  await product.button('Rollback to previous').click();
  await opened.page.getByText('Version 1 active').waitFor();
}

async function deleteAvatar(): Promise<void> {
  const { page } = opened;
  await page.getByRole('link', { name: 'Avatars', exact: true }).click();
  await product.button('Actions for Ash').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Ash?' });
  await dialog.getByRole('textbox').fill('Ash');
  await dialog.getByRole('button', { name: 'Delete avatar' }).click();
  await product.button('Create your first avatar').waitFor();
}
