import { readFile } from 'node:fs/promises';
import { trainingImportSchema } from '@understudy/domain/training-center/contracts/import-examples';
import { trainingCenterStatsSchema } from '@understudy/domain/training-center/contracts/training-center-stats';
import type { Download } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations, sidewaysScroll } from './support/accessibility.ts';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { openPage, type OpenedPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';
import { TrainingCenterPage } from './support/training-center-page.ts';

const stack = sharedStack();
/** What a page does at once may take a while on a machine with other things to do. */
const soon = { timeout: 15_000 };

let user: ApiClient;
let opened: OpenedPage;
let center: TrainingCenterPage;
beforeEach(async () => {
  user = await newUser(stack);
  opened = await openPage(stack.apiUrl);
  await new ProductPage(opened.page).signIn(user.user);
  center = new TrainingCenterPage(opened.page);
});
afterEach(() => opened.close());

const kind = 'It is all right to feel that way. Take a slow breath, and tell me what worries you most.';

/** A table whose second column no rule knows, and whose third row has no answer. */
const csv = (third: string) =>
  [
    'question,says',
    '"How do I fall asleep, when I worry?",Write the worry down and leave it on the table until the morning comes.',
    'May I call you on Sundays?,"You may; write to maya@example.com first, so that I know that it is you."',
    `What if I forget everything?,${third}`,
    'Is it normal to be nervous?,It is. Nearly everybody is nervous before something that matters to them.',
  ].join('\r\n');

const csvFile = (third: string) => ({ name: 'talks.csv', mimeType: 'text/csv', content: csv(third) });

async function linesOf(download: Download): Promise<string[]> {
  return (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
}

it('a person writes, imports, reviews and downloads examples, clears them and brings them back', async () => {
  const { page } = opened;
  await center.open();
  await page.getByRole('heading', { name: 'Three ways to the first example' }).waitFor();
  await center.button('Write an example').click();
  await center.add('I am anxious about tomorrow.', kind, 'The evening before');
  await center.add('And now?', 'You will be fine.');
  await page.getByText('Response under 50 characters').waitFor();
  await center.total(2);

  await importWithWrongLine();
  await editInline();
  await removeAndUndo();
  await examineAndRedact();
  await downloadAsJsonl();
  await clearAndBringBack();

  await page.reload();
  await center.total(6);
  expect(opened.faults()).toEqual([]);
});

/** The mapping is chosen, the wrong line is reported and put right: the second upload adds what the first could not. */
async function importWithWrongLine(): Promise<void> {
  const { page } = opened;
  await center.chooseFile(csvFile(''));
  const first = center.import('talks.csv').first();
  await first.getByText('Choose which field holds the instruction and which the response.').waitFor();
  await first.getByRole('combobox', { name: 'says' }).click();
  await page.getByRole('option', { name: 'Expected AI response' }).click();
  await first.getByRole('button', { name: 'Confirm import' }).click();
  await first.getByText('Imported in part').waitFor();
  await center.total(5);
  const faults = page.getByRole('table', { name: 'Faults of talks.csv' });
  await faults.getByRole('cell', { name: '4', exact: true }).first().waitFor();
  const list = page.waitForEvent('download');
  await first.getByRole('button', { name: 'All 1 faults as CSV' }).click();
  expect(await linesOf(await list)).toHaveLength(2);

  await center.chooseFile(csvFile('Nothing is lost: we go through it together as often as you want.'));
  await first.getByRole('combobox', { name: 'says' }).click();
  await page.getByRole('option', { name: 'Expected AI response' }).click();
  await first.getByRole('button', { name: 'Confirm import' }).click();
  await center.total(6);
  await first.getByText('Imported', { exact: true }).first().waitFor();
}

async function editInline(): Promise<void> {
  const { page } = opened;
  await center.openTab('Examples');
  await center.search('"fall asleep" -nervous');
  await page.getByText('1 example found').waitFor();
  await center.row('fall asleep').focus();
  await page.keyboard.press('Enter');
  const response = page.getByRole('form', { name: /^Edit example/ }).getByLabel('Expected AI response');
  await response.fill(
    'Read something dull until your eyes close; the worry will wait for you until the morning.',
  );
  await page.keyboard.press('Control+Enter');
  await center.row('Read something dull').waitFor();
  await center.notification('Saved.').getByRole('button', { name: 'Undo' }).click();
  await center.row('Write the worry down').waitFor();
  await center.button('Clear filters').click();
  await page.getByText('6 examples', { exact: true }).first().waitFor();
}

async function removeAndUndo(): Promise<void> {
  await center
    .row('And now?')
    .getByRole('button', { name: /^Remove example/ })
    .click();
  await center.total(5);
  await center.row('And now?').waitFor({ state: 'detached' });
  await center.notification('The example is removed.').getByRole('button', { name: 'Undo' }).click();
  await center.total(6);
  await center.row('And now?').waitFor();
}

async function examineAndRedact(): Promise<void> {
  const { page } = opened;
  await center.openTab('Quality');
  await center.button('Examine now').click();
  const findings = page.getByRole('list', { name: 'Findings' });
  await findings.getByText('Response under 50 characters').waitFor();
  await center.button('Redact: Personal data').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Redact' }).click();
  await page.getByText('1 example redacted.').waitFor();
  await findings.getByText('Response under 50 characters').waitFor();
  await findings.getByRole('listitem').filter({ hasText: 'under 50' }).getByRole('link').click();
  await center.row('And now?').waitFor();
  await center.button('Clear filters').click();
  await center.row('[email]').waitFor();
}

async function downloadAsJsonl(): Promise<void> {
  const { page } = opened;
  await center.openTab('Export');
  await page.getByText('Every example is in the file as it is.').waitFor();
  const file = page.waitForEvent('download');
  await center.button('Download training data').click();
  const download = await file;
  expect(download.suggestedFilename()).toBe('training-examples-jsonl.jsonl');
  const lines = await linesOf(download);
  expect(lines).toHaveLength(6);
  expect(lines.join('\n')).not.toContain('maya@example.com');
  const card = page.waitForEvent('download');
  await center.button('Download its data set card').click();
  expect((await linesOf(await card)).join('\n')).toContain('6 examples');
  const colab = page.getByRole('region', { name: 'Colab cell' });
  await colab.getByText('data_files="training-examples-jsonl.jsonl"').waitFor();
}

async function clearAndBringBack(): Promise<void> {
  const { page } = opened;
  await center.openTab('Examples');
  await center.button('Clear all').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear all' }).click();
  await center.total(0);
  await center.openTab('Removed');
  const removed = page.getByRole('list', { name: 'Removed examples' }).getByRole('listitem');
  await removed.filter({ hasText: '6 examples' }).getByRole('button', { name: 'Bring back' }).click();
  await center.total(6);
}

/** So many examples in the user's list, told apart by their numbers. */
async function importMany(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      instruction: `Question ${index + 1}`,
      output: `The answer to question ${index + 1}. ${kind}`,
    }),
  );
  const form = new FormData();
  form.append('file', new Blob([lines.join('\n')]), 'many.jsonl');
  const answer = await user.send('POST', '/api/training/upload', form, { prefer: 'wait=60' });
  expect(trainingImportSchema.parse(answer.body).imported).toBe(count);
}

describe('a table of thousands', () => {
  const count = 5_000;
  beforeEach(async () => {
    await importMany(count);
    await center.open();
    await center.row('Question 1').first().waitFor();
  });

  it('is dragged to its middle and its end, with few rows and few requests', async () => {
    const asked = new Set<string>();
    opened.page.on('request', (request) => {
      if (request.url().includes('/api/training/examples?')) asked.add(request.url());
    });
    await center.scrollTo(0.5);
    await center.row('Question 2500').waitFor();
    await center.scrollTo(1);
    await center.row('Question 5000').waitFor();
    expect(await center.table.getByRole('row').count()).toBeLessThan(60);
    expect(asked.size).toBeLessThan(10);
    expect(await center.table.getAttribute('aria-rowcount')).toBe('5001');
    expect(opened.faults()).toEqual([]);
  });

  it('is walked through by keyboard, and sorted', async () => {
    const { page } = opened;
    const focused = () =>
      page.evaluate<string>('document.activeElement?.getAttribute("aria-rowindex") ?? ""');
    await center.table.getByRole('row').nth(1).focus();
    await page.keyboard.press('End');
    await expect.poll(focused, soon).toBe('5001');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused, soon).toBe('5000');
    await center.row('Question 4999').waitFor();
    await page.keyboard.press('Delete');
    await center.total(count - 1);
    const number = center.table.getByRole('columnheader', { name: 'No.' });
    await number.getByRole('button').click();
    await expect.poll(() => number.getAttribute('aria-sort'), soon).toBe('descending');
    await expect
      .poll(() => center.table.getByRole('row').nth(1).innerText(), soon)
      .toContain('Question 5000');
    const { total_examples: total } = await user.get('/api/training/stats', trainingCenterStatsSchema);
    expect(total).toBe(count - 1);
  });
});

it('is at the address that the seed names, and linked from the chat of an avatar', async () => {
  const { page } = opened;
  const avatar = await user.createAvatar('Ash');
  await page.goto(`${stack.apiUrl}/training.html`);
  await page.getByRole('heading', { name: 'Training center' }).waitFor();
  await page.goto(`${stack.apiUrl}/avatars/${avatar.id}/chat`);
  await page.getByRole('link', { name: 'Model training' }).click();
  await page.getByRole('heading', { name: 'Training center' }).waitFor();
  const scope = page.getByRole('combobox', { name: 'Examples of' });
  await expect.poll(() => scope.inputValue(), soon).toBe('For Ash');
});

const looks = [
  ['on a screen, light', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['on a phone, dark', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
] as const;

it.each(looks)('%s: no serious accessibility violation, nothing to scroll sideways', async (_, options) => {
  await importMany(120);
  const looking = await openPage(stack.apiUrl, options);
  try {
    await new ProductPage(looking.page).signIn(user.user);
    for (const tab of ['examples', 'add', 'quality', 'export', 'removed']) {
      await looking.page.goto(`${stack.apiUrl}/training-center?tab=${tab}`);
      await looking.page.getByRole('region', { name: 'Figures' }).waitFor();
      await looking.page.waitForLoadState('networkidle');
      expect(await seriousViolations(looking.page)).toEqual([]);
      expect(await sidewaysScroll(looking.page)).toBe(0);
    }
    expect(looking.faults()).toEqual([]);
  } finally {
    await looking.close();
  }
});
