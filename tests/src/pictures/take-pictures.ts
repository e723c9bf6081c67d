import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import { repositoryRoot } from '@understudy/stack/repository';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import type { Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.ts';
import { sharedBrowser } from '../support/browser.ts';
import { AutoTrainPage } from '../support/auto-train-page.ts';
import { chatLooks } from '../support/chat-looks.ts';
import { chatPdf } from '../support/chat-pdf.ts';
import { openPage } from '../support/open-page.ts';
import { ProductPage, type ChosenFile } from '../support/product-page.ts';
import { renderMessages } from '../support/render-chat.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { lateNight, mayasChat, oldMails, weekendPlans } from './maya.ts';
import { openEstimate, openTraining } from './picture-fine-tune.ts';
import { openTrainingCenter } from './picture-training-center.ts';
import { openTrainingFile } from './picture-training-file.ts';

/** Where the documentation's pictures are. */
const imagesFolder = join(repositoryRoot, 'docs', 'images');
const user = 'leo';
const window = { width: 1280, height: 800 };
/** Two questions with their answers, and the field to write in, need some more room. */
const chatHeight = 960;

/** A batch that is half done when its picture is taken, with room for its first examples. */
const batchSize = 200;
const batchCallMs = 900;
const batchHeight = 1_400;

/** A training file down to its scaffolding. */
const trainingFileHeight = 1_620;

/** What was found about a data set, with its charts. */
const trainingCenterHeight = 1_240;

/** The form of a fine-tune down to its examples, and a job down to its checkpoints. */
const [estimateHeight, fineTuneHeight] = [1_200, 1_460];

/** Milliseconds for which the analysis is held up, so that the picture shows a training in progress. */
const analysisMs = 20_000;

/** Takes the pictures of the documentation from the running product: `npm run pictures -w @understudy/tests`. */
async function main(): Promise<void> {
  await mkdir(imagesFolder, { recursive: true });
  const stack = await startStack({ environment: { FINE_TUNE_POLL_SECONDS: '1' } });
  const opened = await openPage(stack.apiUrl, { deviceScaleFactor: 2, viewport: window });
  try {
    const product = new ProductPage(opened.page);
    await product.signIn(user);
    const api = new ApiClient(stack.apiUrl, user, await stack.token(user));
    const avatarId = await openMaya(api, opened.page);
    await pictureTraining(product, stack);
    await pictureChat(product);
    await pictureVersions(product);
    await pictureFineTune(product, api, avatarId, stack);
    await pictureTrainingFile(product, api, avatarId);
    await pictureTrainingCenter(product, api);
    await pictureBatch(product, stack);
  } finally {
    await opened.close();
    await (await sharedBrowser()).close();
    await stack.stop();
  }
}

/** Creates Maya and opens her page. Returns her ID. */
async function openMaya(api: ApiClient, page: Page): Promise<string> {
  const { id } = await api.post('/api/avatars', avatarSchema, {
    name: 'Maya',
    backstory: 'Illustrator in Lisbon, with a dog called Pixel and an opinion on every font.',
    traits: ['warm', 'witty', 'direct'],
    mbti: 'ENFP',
  });
  await page.reload();
  await page.getByRole('link', { name: 'Maya' }).click();
  return id;
}

async function pictureTraining(product: ProductPage, stack: TestStack): Promise<void> {
  const fault = { kind: 'latency', latency_ms: analysisMs, match: { schema: 'communication_analysis' } };
  await simulatorAdmin(stack.simulatorUrl).inject(fault);
  await product.chooseFiles(await mayasFiles());
  await product.startTraining();
  await product.list('Phases').getByText('Pattern analysis, in progress').waitFor();
  await product.list('Files of this session').getByText('288 messages').waitFor();
  await take(product.page, 'training');
  await product.heading('Version 1 is ready').waitFor();
  await product.button('Activate version').click();
  await product.page.getByText('Version 1 active').waitFor();
}

async function mayasFiles(): Promise<ChosenFile[]> {
  const look = chatLooks['iMessage-like, dark'];
  const contact = 'Leo';
  return [
    { name: 'WhatsApp Chat with Leo.txt', mimeType: 'text/plain', content: mayasChat(12) },
    {
      name: 'weekend-plans.png',
      mimeType: 'image/png',
      content: await renderMessages(weekendPlans, { contact }),
    },
    {
      name: 'late-night.png',
      mimeType: 'image/png',
      content: await renderMessages(lateNight, { contact, look }),
    },
    { name: 'old-mails.pdf', mimeType: 'application/pdf', content: await chatPdf(oldMails) },
  ];
}

async function pictureChat(product: ProductPage): Promise<void> {
  await product.openTab('Test chat');
  await product.page.setViewportSize({ ...window, height: chatHeight });
  await product.say('Maya', 'I had a terrible day.');
  await product.say('Maya', 'How should I answer this client?');
  await product.button('5 stars').last().click();
  await product.button('Skip').click();
  await take(product.page, 'chat');
  await product.page.setViewportSize(window);
}

async function pictureVersions(product: ProductPage): Promise<void> {
  await product.openTab('Train');
  await product.field('Instructions').fill('Be more professional, minimal emojis');
  await product.startTraining();
  await product.heading('Version 2 is ready').waitFor();
  await product.openTab('Prompt versions');
  await product.list('Prompt versions').getByText('Version 2').waitFor();
  await take(product.page, 'versions');
}

async function pictureFineTune(
  product: ProductPage,
  api: ApiClient,
  avatarId: string,
  stack: TestStack,
): Promise<void> {
  await product.page.setViewportSize({ ...window, height: estimateHeight });
  await openEstimate(product.page, api, avatarId);
  await take(product.page, 'fine-tune-create');
  await product.page.setViewportSize({ ...window, height: fineTuneHeight });
  await openTraining(product.page, stack.simulatorUrl);
  await take(product.page, 'fine-tune');
  await product.page.setViewportSize(window);
}

async function pictureTrainingFile(product: ProductPage, api: ApiClient, avatarId: string): Promise<void> {
  await product.page.setViewportSize({ ...window, height: trainingFileHeight });
  await openTrainingFile(product.page, api, avatarId);
  await take(product.page, 'training-file');
  await product.page.setViewportSize(window);
}

async function pictureTrainingCenter(product: ProductPage, api: ApiClient): Promise<void> {
  await product.page.setViewportSize({ ...window, height: trainingCenterHeight });
  await openTrainingCenter(product.page, api);
  await take(product.page, 'training-center');
  await product.page.setViewportSize(window);
}

async function pictureBatch(product: ProductPage, stack: TestStack): Promise<void> {
  const { page } = product;
  await simulatorAdmin(stack.simulatorUrl).latency(batchCallMs);
  const batches = new AutoTrainPage(page);
  await page.setViewportSize({ ...window, height: batchHeight });
  await batches.open();
  await batches.chooseCount(batchSize);
  await batches.start(batchSize);
  while ((await batches.count('Accepted')) < batchSize / 2) await page.waitForTimeout(100);
  await take(page, 'auto-train');
}

async function take(page: Page, name: string): Promise<void> {
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.screenshot({ path: join(imagesFolder, `${name}.png`) });
  process.stdout.write(`docs/images/${name}.png\n`);
}

await main();
