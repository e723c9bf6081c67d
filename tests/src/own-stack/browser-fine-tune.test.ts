import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { seriousViolations, sidewaysScroll, tabTo } from '../support/accessibility.ts';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { whatsappChats } from '../support/chats.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';
import { fineTuningOf } from '../support/fine-tuning.ts';
import { FineTunePage } from '../support/fine-tune-page.ts';
import { openPage, type OpenedPage } from '../support/open-page.ts';
import { ProductPage } from '../support/product-page.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

/** The provider's time and faults are everybody's, so these tests have a stack of their own. */
let stack: TestStack;
let simulator: ReturnType<typeof simulatorAdmin>;
let tuning: ReturnType<typeof tuningAdmin>;
/** Simulated seconds in a second: a training of 60 examples takes about two, or twenty. */
const [fast, slow] = [200, 20];

let user: ApiClient;
let opened: OpenedPage;
let product: ProductPage;
let fineTune: FineTunePage;

beforeAll(async () => {
  stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '0.5' } });
  simulator = simulatorAdmin(stack.simulatorUrl);
  tuning = tuningAdmin(stack.simulatorUrl);
});
afterAll(() => stack?.stop());
beforeEach(async () => {
  await simulator.reset();
  await tuning.settings({ speed: fast });
  user = await newUser(stack);
  opened = await openPage(stack.apiUrl);
  product = new ProductPage(opened.page);
  fineTune = new FineTunePage(opened.page);
  await product.signIn(user.user);
});
afterEach(() => opened?.close());

it('a person goes from chat exports to a tuned model that answers, and is told when it does not', async () => {
  const { page } = opened;
  await product.createAvatar('Ash', 'A trainer from Pallet Town.', 'Create your first avatar');
  await product.openTab('Fine-tune');
  await page.getByText('There are no examples yet.').waitFor();
  await page.getByRole('link', { name: 'Upload more conversations' }).click();
  await product.chooseFiles(whatsappChats(2, 60, 'Ash').map((file) => ({ ...file, mimeType: 'text/plain' })));
  await product.startTraining();
  await product.heading('Version 1 is ready').waitFor();
  await product.button('Activate version').click();

  await page.getByRole('link', { name: 'Fine-tune a model with them' }).click();
  await product.heading('Ready to fine-tune').waitFor();
  await page.getByRole('img', { name: /^Examples by pattern type: / }).waitFor();
  await fineTune.openPart('Create fine-tune');
  expect(await fineTune.estimatedCost()).toBeGreaterThan(0);
  await tuning.settings({ speed: slow });
  await fineTune.start();
  await page
    .getByText(/^Step \d+\/\d+/)
    .first()
    .waitFor();
  await page.reload();
  await page
    .getByText(/^Step \d+\/\d+/)
    .first()
    .waitFor();
  await tuning.settings({ speed: fast });
  await fineTune.heading('The model is ready').waitFor();
  expect(await fineTune.curve.getAttribute('aria-label')).toMatch(/Training loss from .+ validation loss/);

  await fineTune.button('Activate model').first().click();
  await page.getByText('Tuned model active').waitFor();
  await page.getByRole('link', { name: 'Talk to it' }).click();
  await product.say('Ash', 'Hey, how was your day?');
  const chat = product.chatWith('Ash');
  await chat.getByText('Fine-tuned', { exact: true }).waitFor();
  await compareBoth();
  await losesItsModel();
  await readsUse();
  expect(opened.faults()).toEqual([]);
});

async function compareBoth(): Promise<void> {
  await product.button('Compare base and tuned').click();
  const dialog = opened.page.getByRole('dialog', { name: 'Base and tuned, side by side' });
  await dialog.getByRole('textbox', { name: 'Messages' }).fill('I finally got the job!');
  await dialog.getByRole('button', { name: 'Ask both' }).click();
  const replies = dialog.getByRole('region', { name: 'I finally got the job!' });
  await replies.getByText('Base model').waitFor();
  await replies.getByText(/^ft:gpt-4o-mini/).waitFor();
  await opened.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** The provider has lost the tuned model: the base model answers, and the chat says so. */
async function losesItsModel(): Promise<void> {
  const tuned = await product
    .chatWith('Ash')
    .getByText(/^Version 1 · ft:/)
    .innerText();
  const [model = ''] = /ft:\S+/.exec(tuned) ?? [];
  await simulator.inject({ kind: 'model_not_found', times: null, match: { model } });
  await product.say('Ash', 'Are we still on for Saturday?');
  const chat = product.chatWith('Ash');
  await chat.getByText('The base model stepped in').waitFor();
  await chat.getByText(`${model} did not answer`, { exact: false }).waitFor();
  await simulator.reset();
}

async function readsUse(): Promise<void> {
  await product.openTab('Fine-tune');
  await opened.page.getByRole('img', { name: /^Messages per day: \w+ \d+ 1$/ }).waitFor();
  await opened.page.getByText('1 other by the base model in its place').waitFor();
  await fineTune.button('Deactivate').click();
  await opened.page.getByText('Tuned model active').waitFor({ state: 'detached' });
  await fineTune.openPart('Training jobs');
  await fineTune.jobs.getByText('Succeeded').waitFor();
}

/** Opens the Fine-tune tab of a new avatar that has examples. */
async function openTrained(exchanges = 60): Promise<string> {
  const { id } = await fineTuningOf(user).trainedAvatar(1, exchanges);
  await opened.page.goto(`${stack.apiUrl}/avatars/${id}/fine-tune`);
  return id;
}

it('shows what a job costs before it is confirmed, and starts nothing before', async () => {
  const { page } = opened;
  await openTrained();
  await fineTune.openPart('Create fine-tune');
  const atFirst = await fineTune.estimatedCost();
  await fineTune.setEpochs(9);
  await expect.poll(() => fineTune.estimatedCost()).toBeGreaterThan(2 * atFirst);
  await fineTune.estimate.getByText(/9 passes over \d+ examples, as chosen/).waitFor();
  await fineTune.estimate.getByText(/Estimated with prices of \d{4}-\d\d-\d\d\. Source: /).waitFor();

  await page.getByRole('textbox', { name: 'Most it may cost' }).fill('0.001');
  await fineTune.button('Review and confirm').click();
  await fineTune.review.getByText('Dearer than your cap').waitFor();
  expect(await fineTune.review.getByRole('button', { name: /^Start/ }).isDisabled()).toBe(true);
  await fineTune.review.getByRole('button', { name: 'Back' }).click();

  await page.getByRole('textbox', { name: 'Epochs' }).fill('900');
  await fineTune.button('Review and confirm').click();
  await page.getByText('n_epochs must be "auto" or a whole number from 1 to 50.').waitFor();
  expect(await fineTune.review.count()).toBe(0);
  await fineTune.openPart('Training jobs');
  await page.getByText('No training job yet').waitFor();
});

it('says why a job failed and what to do, and a retry goes on', async () => {
  const { page } = opened;
  await openTrained();
  const message = 'The job failed because you exceeded your quota.';
  await tuning.failNext({ code: 'exceeded_quota', message, param: null });
  await fineTune.openPart('Create fine-tune');
  await fineTune.estimatedCost();
  await fineTune.start();
  const alert = page.getByRole('alert').filter({ hasText: 'Why it failed' });
  await alert.getByText(message).waitFor();
  await alert.getByText(/^Add credit to the provider’s account/).waitFor();
  await tabTo(page, fineTune.button('Retry'));
  await page.keyboard.press('Enter');
  await fineTune.heading('The model is ready').waitFor();
  await page.getByText('· attempt 2', { exact: false }).waitFor();
  expect(await alert.count()).toBe(0);
});

it('with too few examples, says what is missing and leads to where there are more', async () => {
  const { page } = opened;
  const id = await openTrained(4);
  await product.heading('Not enough to fine-tune yet').waitFor();
  await page.getByText(/^There are 4 examples; 10 are needed\./).waitFor();
  await page.getByRole('link', { name: 'Generate with Auto-train' }).click();
  await product.heading('Auto-train').waitFor();
  expect(page.url()).toContain(`avatar=${id}`);
  await page.goBack();
  await fineTune.openPart('Create fine-tune');
  await fineTune.estimate.getByText('Not enough examples').waitFor();
  expect(await fineTune.button('Review and confirm').isDisabled()).toBe(true);
});

it('a person fine-tunes many at once, compares two models in the chat, and has an avatar trained by itself', async () => {
  const { page } = opened;
  const { id } = await fineTuningOf(user).trainedAvatar(1, 60);
  await page.reload();
  await fineTune.startBatchOfAll();
  await page.getByText('1 of 1 avatars have a new model.').waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Fine-tuning' }).click();
  await page
    .getByRole('img', { name: 'Jobs by provider and status. 1 job created in these days.' })
    .waitFor();
  await product.list('Batches').getByText('1 avatar on', { exact: false }).waitFor();

  await page.goto(`${stack.apiUrl}/avatars/${id}/fine-tune?part=compare`);
  await fineTune.button('Start comparing').click();
  await page.getByText(/^Too few ratings yet: A needs \d+ more, B needs \d+ more\.$/).waitFor();
  await page.getByRole('link', { name: 'Chat and rate answers' }).click();
  await product.say('Ash', 'Hey, how was your day?');
  await product
    .chatWith('Ash')
    .getByText(/^Arm [ab]$/)
    .waitFor();
  await product.openTab('Fine-tune');
  await fineTune.openPart('Compare in the chat');
  await fineTune.stopComparing('B');
  await page.getByText(/ · B was chosen · /).waitFor();
  await page.getByText('Tuned model active').waitFor();

  await fineTune.openPart('Schedule');
  await fineTune.button('Create schedule').click();
  await page.getByText(/^Looks next on /).waitFor();
  await fineTune.button('Look now').click();
  await page.getByText('0 of 20 new examples', { exact: false }).waitFor();
  await fineTune.deleteSchedule();
  await fineTune.button('Create schedule').waitFor();
  expect(opened.faults().filter(isUnexpected)).toEqual([]);
});

/** What the addresses of pages are made of. */
type Addresses = { app: string; tab: string; id: string; jobId: string };

/** Each page in one of the looks: an examination takes seconds. */
const looks = [
  {
    name: 'on a screen, light',
    options: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    pages: ({ tab, app }: Addresses) => [
      tab,
      `${tab}?part=create`,
      `${tab}?part=schedule`,
      `${app}/avatars?choose`,
    ],
  },
  {
    name: 'on a phone, dark',
    options: { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    pages: ({ tab, jobId, app, id }: Addresses) => [
      `${tab}?part=jobs`,
      `${tab}/${jobId}`,
      `${tab}?part=compare`,
      `${app}/fine-tune/analytics`,
      `${app}/fine-tune/batches/new?avatars=${id}`,
    ],
  },
] as const;

it('has no serious accessibility violation, nor anything to scroll sideways, on a screen and a phone', async () => {
  const fineTuning = fineTuningOf(user);
  const { id } = await fineTuning.trainedAvatar(1, 60);
  const jobId = await fineTuning.start(id, { activate_when_done: true });
  await fineTuning.until(jobId, ({ is_active: isActive }) => isActive);
  await fineTuning.chat(id, 'Hey, how was your day?');
  const addresses = { app: stack.apiUrl, tab: `${stack.apiUrl}/avatars/${id}/fine-tune`, id, jobId };
  await Promise.all(looks.map((look) => examine(look, addresses)));
});

async function examine(
  { name, options, pages }: (typeof looks)[number],
  addresses: Addresses,
): Promise<void> {
  const { page, faults, close } = await openPage(stack.apiUrl, options);
  await new ProductPage(page).signIn(user.user);
  for (const address of pages(addresses)) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await seriousViolations(page), `${name}: ${address}`).toEqual([]);
    expect(await sidewaysScroll(page), `${name}: ${address}`).toBe(0);
  }
  expect(faults().filter(isUnexpected)).toEqual([]);
  await close();
}

/** An avatar without a schedule is asked for one all the same, and the browser writes down that there is none. */
function isUnexpected(fault: string): boolean {
  return !fault.includes('404 (Not Found)') || !fault.includes('/fine-tune-schedule');
}
