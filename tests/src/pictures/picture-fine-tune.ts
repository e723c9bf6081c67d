import type { Page } from 'playwright-core';
import type { ApiClient } from '../support/api-client.ts';
import { whatsappChats } from '../support/chats.ts';
import { FineTunePage } from '../support/fine-tune-page.ts';
import { tuningAdmin } from '@understudy/stack/testing/tuning-admin';

/** Simulated seconds in a second while a training comes to its second half, where it then stands still. */
const [slow, still] = [40, 0];

/** Gives an avatar examples enough, and opens the form of a fine-tune with its estimate. */
export async function openEstimate(page: Page, api: ApiClient, avatarId: string): Promise<void> {
  const session = await api.train(avatarId, {
    files: whatsappChats(3, 60, 'Maya'),
    avatarSpeaker: 'Maya',
  });
  await api.runEnded(session.run.id);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/avatars/${avatarId}/fine-tune?part=create`);
  const fineTune = new FineTunePage(page);
  await fineTune.estimatedCost();
  await page.evaluate('document.fonts.ready');
}

/** Starts the job, and leaves its page open in the middle of the training. */
export async function openTraining(page: Page, simulatorUrl: string): Promise<void> {
  const tuning = tuningAdmin(simulatorUrl);
  await tuning.settings({ speed: slow });
  const fineTune = new FineTunePage(page);
  await fineTune.start();
  await page.getByRole('tab', { name: /^Checkpoints 2/ }).waitFor();
  await tuning.settings({ speed: still });
  await fineTune.curve.waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1_500);
}
