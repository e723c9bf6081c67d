import type { Page } from 'playwright-core';
import type { ApiClient } from '../support/api-client.ts';
import { TrainingFilesPage } from '../support/training-files-page.ts';
import { mayasFriends } from './maya.ts';

/** Makes a training file of Maya's chats with her friends, and leaves its page open. */
export async function openTrainingFile(page: Page, api: ApiClient, avatarId: string): Promise<void> {
  const session = await api.train(avatarId, { files: mayasFriends(), avatarSpeaker: 'Maya' });
  await api.runEnded(session.run.id);
  const files = new TrainingFilesPage(page);
  await files.open();
  await files.button('Make your first training file').click();
  await files.button('Enrich all that are not').click();
  await files.dialog('New training file').getByText('Completed', { exact: true }).waitFor();
  await files.button('Select all that are ready').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('maya_001');
  await page.getByRole('textbox', { name: 'Description' }).fill('Everything Maya has said so far');
  await page.getByRole('button', { name: /^Create with \d+ conversations$/ }).click();
  await page.getByRole('heading', { name: 'maya_001' }).waitFor();
  await files.list('Sample pairs').waitFor();
}
