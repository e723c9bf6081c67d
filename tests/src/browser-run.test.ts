import { pageOf } from '@understudy/domain/http/page';
import { runEventSchema } from '@understudy/domain/runs/run-event';
import { runSchema } from '@understudy/domain/runs/run';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage, type ChosenFile } from './support/product-page.ts';
import { byTurns, renderMessages } from './support/render-chat.ts';

const stack = sharedStack();
const runs = pageOf('BrowserTestRuns', runSchema);
const events = pageOf('BrowserTestEvents', runEventSchema);

let user: ApiClient;
let opened: OpenedPage;
let product: ProductPage;
beforeEach(async () => {
  user = await newUser(stack);
  opened = await openPage(stack.apiUrl);
  product = new ProductPage(opened.page);
  await product.signIn(user.user);
  await product.createAvatar('Ash', '', 'Create your first avatar');
});
afterEach(() => opened.close());

/** Screenshots enough for a run that lasts until somebody has clicked. */
async function manyScreenshots(): Promise<ChosenFile[]> {
  return await Promise.all(
    Array.from({ length: 16 }, async (_, index) => ({
      name: `screen-${index + 1}.png`,
      mimeType: 'image/png',
      content: await renderMessages(byTurns([`How was day ${index + 1}?`], [`Day ${index + 1} was long`])),
    })),
  );
}

/** What the API has recorded of the user's only run, in order. */
async function recordedMessages(): Promise<string[]> {
  const [run] = (await user.get('/api/runs', runs)).items;
  const answer = await user.send('GET', `/api/runs/${run?.id}/events?limit=200`, undefined, {
    accept: 'application/json',
  });
  return events.parse(answer.body).items.map(({ message }) => message);
}

/** Every event is on the page once. Files that were being read when the run was paused may still come. */
async function expectWholeLog(): Promise<void> {
  await vi.waitFor(async () => expect(await product.logMessages()).toEqual(await recordedMessages()), 10_000);
}

it('a run that is paused, loaded anew, resumed, loaded anew and cancelled has a log without gaps or doubles', async () => {
  const { page } = opened;
  const status = (name: string) => page.getByText(name, { exact: true });
  await product.chooseFiles(await manyScreenshots());
  await product.startTraining();
  await product.button('Pause').click();
  await status('Paused').waitFor();
  await page.reload();
  await product.button('Resume').waitFor();
  await expectWholeLog();

  await product.button('Resume').click();
  await status('Running').waitFor();
  await page.reload();
  await product.button('Cancel').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel run' }).click();
  await status('Cancelled').waitFor();
  await product.button('Retry').waitFor();
  await expectWholeLog();
  expect(opened.faults()).toEqual([]);
});
