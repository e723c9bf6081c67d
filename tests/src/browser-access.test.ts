import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { TrainingSession } from '@understudy/domain/training-sessions/training-session';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { seriousViolations, sidewaysScroll, tabTo } from './support/accessibility.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { whatsappChat } from './support/chats.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';

const stack = sharedStack();

/** A user with an avatar that was trained twice, the first time from a chat and from a file without one. */
let user: ApiClient;
let avatar: Avatar;
let first: TrainingSession;
let second: TrainingSession;
beforeAll(async () => {
  user = await newUser(stack);
  avatar = await user.createAvatar('Maximiliana Featherstonehaugh');
  const longName = 'a-file-with-quite-a-long-name-as-phones-like-to-give-them-2024-05-13.txt';
  const fromFiles = await user.train(avatar.id, {
    files: [
      { name: longName, content: whatsappChat(12) },
      { name: 'prose.txt', content: 'It was a dark and stormy night. Nobody said anything at all.' },
    ],
  });
  await user.runEnded(fromFiles.run.id);
  const byInstruction = await user.train(avatar.id, { instructions: 'Be more professional, minimal emojis' });
  await user.runEnded(byInstruction.run.id);
  [first, second] = [await user.session(fromFiles.id), await user.session(byInstruction.id)];
});

const versionPage = () => `/avatars/${avatar.id}/prompt-versions/${first.prompt_version_id}`;
const pages: Record<string, () => string> = {
  avatars: () => '/avatars',
  train: () => `/avatars/${avatar.id}/train`,
  'training session': () => `/avatars/${avatar.id}/train/${first.id}`,
  'prompt versions': () => `/avatars/${avatar.id}/prompt-versions`,
  'prompt version': versionPage,
  comparison: () => `${versionPage()}/compare/${second.prompt_version_id}`,
  'test chat': () => `/avatars/${avatar.id}/chat`,
  runs: () => '/runs',
  run: () => `/runs/${first.run.id}`,
};

const looks = [
  ['on a screen, light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

describe.each(looks)(
  '%s: no serious accessibility violation, no fault, nothing to scroll sideways',
  (_, options) => {
    let opened: OpenedPage;
    let product: ProductPage;
    beforeAll(async () => {
      opened = await openPage(stack.apiUrl, options);
      product = new ProductPage(opened.page);
    });
    afterAll(() => opened?.close());

    async function expectNoComplaint(): Promise<void> {
      await opened.page.waitForLoadState('networkidle');
      expect(await seriousViolations(opened.page)).toEqual([]);
      expect(await sidewaysScroll(opened.page)).toBe(0);
      expect(opened.faults()).toEqual([]);
    }

    it('sign in', async () => {
      await product.field('Your name').waitFor();
      await expectNoComplaint();
      await product.signIn(user.user);
    });

    it.each(Object.entries(pages))('%s', async (_name, address) => {
      await opened.page.goto(`${stack.apiUrl}${address()}`);
      await opened.page.getByRole('heading', { level: 1 }).waitFor();
      await expectNoComplaint();
    });

    it('dialog for a new avatar', async () => {
      await opened.page.goto(stack.apiUrl);
      await product.button('New avatar').click();
      await opened.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
      await expectNoComplaint();
    });
  },
);

describe('by keyboard alone', () => {
  it('a person signs in, creates an avatar, starts a training and activates what comes of it', async () => {
    const { page, faults, close } = await openPage(stack.apiUrl);
    onTestFinished(close);
    const { keyboard } = page;
    const product = new ProductPage(page);
    await tabTo(page, product.field('Your name'));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type((await newUser(stack)).user);
    await keyboard.press('Enter');
    await tabTo(page, product.button('Create your first avatar'));
    await keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New avatar' });
    await tabTo(page, dialog.getByRole('textbox', { name: 'Name' }));
    await keyboard.type('Ash');
    await tabTo(page, dialog.getByRole('button', { name: 'Create avatar' }));
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await tabTo(page, product.field('Instructions'));
    await keyboard.type('Keep answers short.');
    await tabTo(page, product.button('Start Advanced Training'));
    await keyboard.press('Enter');
    await product.heading('Version 1 is ready').waitFor();
    await tabTo(page, product.button('Activate version'));
    await keyboard.press('Enter');
    await page.getByText('Version 1 active').waitFor();
    expect(faults()).toEqual([]);
  });
});

it('says why somebody is signed out whose token is not accepted any more', async () => {
  const { page, close } = await openPage(stack.apiUrl);
  onTestFinished(close);
  await page.evaluate((token) => localStorage.setItem('understudy.token', token), `${user.token}x`);
  await page.goto(`${stack.apiUrl}/runs`);
  const alert = page.getByRole('alert').filter({ hasText: 'You were signed out' });
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/token/i);
  const product = new ProductPage(page);
  await product.field('Your name').fill(user.user);
  await product.button(`Continue as ${user.user}`).click();
  await product.heading('Runs').waitFor();
});
