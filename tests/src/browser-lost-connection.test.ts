import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { AutoTrainPage } from './support/auto-train-page.ts';
import { cuttableConnection, type CuttableConnection } from './support/cuttable-connection.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';
import { expectWholeGallery } from './support/whole-gallery.ts';

const stack = sharedStack();
const simulator = simulatorAdmin(stack.simulatorUrl);

let user: ApiClient;
let connection: CuttableConnection;
let opened: OpenedPage;
beforeEach(async () => {
  user = await newUser(stack);
  connection = await cuttableConnection(stack.apiUrl);
  opened = await openPage(connection.url);
  await new ProductPage(opened.page).signIn(user.user);
});
afterEach(async () => {
  await simulator.latency(0);
  await opened.close();
  connection.close();
});

it('a batch whose page loses its connection again and again is followed on where it was', async () => {
  const { page } = opened;
  const autoTrain = new AutoTrainPage(page);
  await autoTrain.open();
  const resumedAfter: number[] = [];
  page.on('request', (request) => {
    const after = request.headers()['last-event-id'];
    if (after !== undefined) resumedAfter.push(Number(after));
  });

  await simulator.latency(1_000);
  await autoTrain.setAdvanced('Calls at the same time', '4');
  await autoTrain.chooseCount(24);
  await autoTrain.start(24);
  for (const accepted of [3, 8, 14]) {
    await expect.poll(() => autoTrain.count('Accepted'), { timeout: 30_000 }).toBeGreaterThan(accepted);
    connection.cut();
  }
  await autoTrain.status('Completed').waitFor();
  expect(await autoTrain.count('Accepted')).toBe(24);
  await expectWholeGallery(autoTrain, user);
  expect(resumedAfter.length).toBeGreaterThanOrEqual(3);
  expect(resumedAfter).toEqual(resumedAfter.toSorted((one, other) => one - other));
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('row', { name: 'Calls at the same time 4' }).waitFor();
});

it('code that gets lost on its way is fetched again, and a chart whose code is gone leaves the page as it is', async () => {
  const { page } = opened;
  const autoTrain = new AutoTrainPage(page);
  let lost = 0;
  await page.route(/assets\/(auto-train-page|batch-page|BarChart)-[^/]*\.js$/, (route) => {
    lost += 1;
    return lost % 2 === 1 ? route.abort('connectionreset') : route.continue();
  });
  await autoTrain.open();
  await autoTrain.chooseCount(5);
  await autoTrain.start(5);
  await autoTrain.status('Completed').waitFor();
  await page.getByRole('img', { name: /^Genre distribution/ }).waitFor();
  expect(lost).toBeGreaterThanOrEqual(6);

  await page.unroute(/assets\//);
  await page.route(/assets\/batch-charts-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.getByText('The chart could not be loaded.').first().waitFor();
  expect(await autoTrain.count('Accepted')).toBe(5);
  await expectWholeGallery(autoTrain, user);
});

it('what a person has chosen stays on the page while the API cannot be reached', async () => {
  const { page } = opened;
  const product = new ProductPage(page);
  await product.createAvatar('Ada', 'Curious about engines.', 'Create your first avatar');
  const chosen = { name: 'talk.txt', mimeType: 'text/plain', content: 'Ada: Good morning!\nBob: Morning.\n' };
  await product.chooseFiles([chosen]);
  // Answers are looked at anew when the page comes into view, once they are older than this.
  await page.waitForTimeout(5_500);
  connection.refuse(true);
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
  const banner = page.getByText('Understudy is not answering.', { exact: false });
  await banner.waitFor();
  await page.waitForTimeout(4_000);
  await product.list('Chosen files').getByText('talk.txt').waitFor();

  connection.refuse(false);
  await banner.waitFor({ state: 'detached' });
  await product.list('Chosen files').getByText('talk.txt').waitFor();
  await product.startTraining();
});
