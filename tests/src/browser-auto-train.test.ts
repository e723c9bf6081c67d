import { pageOf } from '@understudy/domain/http/page';
import { autoTrainItemSchema } from '@understudy/domain/auto-train/auto-train-item';
import { autoTrainBatchSchema, type AutoTrainBatch } from '@understudy/domain/auto-train/auto-train-result';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations, sidewaysScroll } from './support/accessibility.ts';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { AutoTrainPage } from './support/auto-train-page.ts';
import { expectWholeGallery } from './support/whole-gallery.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

const stack = sharedStack();
const simulator = simulatorAdmin(stack.simulatorUrl);
const items = pageOf('BrowserTestItems', autoTrainItemSchema);

let user: ApiClient;
let opened: OpenedPage;
let autoTrain: AutoTrainPage;
beforeEach(async () => {
  user = await newUser(stack);
  opened = await openPage(stack.apiUrl);
  await new ProductPage(opened.page).signIn(user.user);
  autoTrain = new AutoTrainPage(opened.page);
  await autoTrain.open();
});
afterEach(async () => {
  await simulator.latency(0);
  await opened.close();
});

function batchOfPage(): Promise<AutoTrainBatch> {
  return user.get(`/api/auto-train-batches/${autoTrain.batchId()}`, autoTrainBatchSchema);
}

it('a person chooses two genres and 20 examples, watches them arrive, and reads what has come of it', async () => {
  const { page } = opened;
  await autoTrain.chooseCount(20);
  await autoTrain.chooseGenres('Fantasy', 'Horror');
  await page.getByText('1 call for each example').waitFor();
  await simulator.latency(300);
  await autoTrain.start(20);
  await autoTrain.status('Completed').waitFor();

  expect(await autoTrain.count('Accepted')).toBe(20);
  expect(await autoTrain.count('In work')).toBe(0);
  await expectWholeGallery(autoTrain, user);
  const batch = await batchOfPage();
  expect(batch.genres).toEqual(['fantasy', 'horror']);
  const { fantasy, horror } = batch.genre_distribution;
  await page.getByRole('img', { name: `Genre distribution: Fantasy ${fantasy}, Horror ${horror}` }).waitFor();
  await page.getByText('Success rate: 100 %').waitFor();
  await page.getByText(`Average quality: ${batch.average_quality.toFixed(1)}`).waitFor();
  await page.getByText('20 of 50', { exact: true }).waitFor();
  await page.getByText('There is no custom model yet.', { exact: false }).waitFor();

  const index = await autoTrain.openNewest();
  const [newest] = (await user.get(`/api/auto-train-batches/${batch.id}/items?index=${index}`, items)).items;
  const dialog = page.getByRole('dialog', { name: `Example ${index + 1}` });
  await dialog.getByText(newest?.story ?? 'no story', { exact: true }).waitFor();
  await page.reload();
  await dialog.getByText('How the score comes about').waitFor();
  expect(opened.faults()).toEqual([]);
});

it('a page that is loaded anew while examples arrive shows every one once', async () => {
  const { page } = opened;
  await simulator.latency(1_500);
  await autoTrain.setAdvanced('Calls at the same time', '4');
  await autoTrain.chooseCount(24);
  await autoTrain.start(24);
  await expect.poll(() => autoTrain.count('Accepted'), { timeout: 30_000 }).toBeGreaterThan(3);
  const before = await autoTrain.count('Accepted');
  await page.reload();
  await expect.poll(() => autoTrain.count('Accepted')).toBeGreaterThanOrEqual(before);
  await autoTrain.button('Pause').click();
  await autoTrain.status('Paused').waitFor();
  await expectWholeGallery(autoTrain, user);

  await autoTrain.button('Resume').click();
  await autoTrain.status('Completed').waitFor();
  expect(await autoTrain.count('Accepted')).toBe(24);
  await expectWholeGallery(autoTrain, user);
  expect(opened.faults()).toEqual([]);
});

it('a batch that is cancelled half way keeps what is accepted, and the list of batches says so', async () => {
  const { page } = opened;
  await simulator.latency(1_000);
  await autoTrain.setAdvanced('Calls at the same time', '4');
  await autoTrain.chooseCount(60);
  await autoTrain.start(60);
  await expect.poll(() => autoTrain.count('Accepted'), { timeout: 60_000 }).toBeGreaterThan(20);
  await autoTrain.button('Cancel').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await autoTrain.status('Cancelled').waitFor();

  const { counts } = await batchOfPage();
  expect(counts.accepted).toBeGreaterThan(20);
  expect(counts.accepted).toBeLessThan(60);
  await expect.poll(() => autoTrain.count('Accepted')).toBe(counts.accepted);
  await autoTrain.button('Retry').waitFor();
  await page.getByRole('link', { name: 'All batches' }).click();
  const row = page.getByRole('list', { name: 'Batches' }).getByRole('listitem');
  await row.getByText(`${counts.accepted} of 60 accepted`, { exact: false }).waitFor();
  expect(opened.faults()).toEqual([]);
});

it('a batch that reaches its cap waits, and goes on to its end when the cap is raised', async () => {
  const { page } = opened;
  await autoTrain.setAdvanced('Stop at this many tokens', '6000');
  await autoTrain.chooseCount(30);
  await autoTrain.start(30);
  await autoTrain.status('Waiting for budget').waitFor();
  const waiting = await autoTrain.count('Accepted');
  expect(waiting).toBeLessThan(30);
  await page.getByRole('textbox', { name: 'Stop at this many tokens' }).fill('1000000');
  await autoTrain.button('Raise the cap and go on').click();
  await autoTrain.status('Completed').waitFor();
  expect(await autoTrain.count('Accepted')).toBe(30);
  await expectWholeGallery(autoTrain, user);
});

describe('what cannot be sent', () => {
  it('is said at its field, and nothing starts', async () => {
    const { page } = opened;
    await autoTrain.chooseCount(501);
    await page.getByText('The number of examples must be a whole number from 1 to 500.').waitFor();
    const generate = page.getByRole('button', { name: /^Generate/ });
    expect(await generate.isDisabled()).toBe(true);
    await autoTrain.chooseCount(20);
    expect(await page.getByText('The number of examples must be').count()).toBe(0);
    expect(await generate.isEnabled()).toBe(true);
    await page.getByText('No batch yet').waitFor();
  });

  it('only the API can tell: its words are shown', async () => {
    const { page } = opened;
    await page.goto(`${stack.apiUrl}/auto-train?avatar=01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11`);
    await page.getByRole('button', { name: /^Generate/ }).click();
    await page.getByRole('alert').getByText('The batch did not start').waitFor();
    await page.getByText('No batch yet').waitFor();
  });
});

it('50 unused examples ring the bell, and a fine-tune may be left to start by itself', async () => {
  const { page } = opened;
  await autoTrain.chooseCount(50);
  await autoTrain.start(50);
  await autoTrain.status('Completed').waitFor();
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const list = page.getByRole('list', { name: 'Notifications' });
  await list.getByRole('listitem').waitFor();
  const byItself = page.getByRole('switch', { name: 'Fine-tune by itself at 50 unused examples' }).last();
  await byItself.click();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('All read').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  const kept = page.getByRole('switch', { name: 'Fine-tune by itself at 50 unused examples' });
  await expect.poll(() => kept.isChecked()).toBe(true);
  expect(opened.faults()).toEqual([]);
});

const looks = [
  ['on a screen, light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

it.each(looks)('%s: no serious accessibility violation, nothing to scroll sideways', async (_, options) => {
  await autoTrain.chooseCount(12);
  await autoTrain.start(12);
  await autoTrain.status('Completed').waitFor();
  const address = opened.page.url();
  const looking = await openPage(stack.apiUrl, options);
  try {
    await new ProductPage(looking.page).signIn(user.user);
    for (const place of [`${stack.apiUrl}/auto-train`, address, `${address}?example=2`]) {
      await looking.page.goto(place);
      await looking.page.getByRole('heading', { level: 1 }).waitFor();
      await looking.page.waitForLoadState('networkidle');
      expect(await seriousViolations(looking.page)).toEqual([]);
      expect(await sidewaysScroll(looking.page)).toBe(0);
    }
    expect(looking.faults()).toEqual([]);
  } finally {
    await looking.close();
  }
});
