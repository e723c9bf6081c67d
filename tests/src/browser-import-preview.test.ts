import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { seriousViolations } from './support/accessibility.ts';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { openPage } from './support/open-page.ts';
import { ProductPage } from './support/product-page.ts';
import { TrainingCenterPage } from './support/training-center-page.ts';

const stack = sharedStack();
const viewport = { width: 1280, height: 900 };
const soon = { timeout: 15_000 };

const rows = ['question;answer;mood', 'Wie groß ist er?;Sehr groß.;calm', 'Und sie?;Auch.;calm'];
const file = {
  name: 'talks.csv.gz',
  mimeType: 'application/gzip',
  content: gzipSync(Buffer.from(rows.join('\r\n'), 'latin1')),
};

/** Opens the training center as a new user, with the way in which cards are scrolled to kept in the page. */
async function openCenter(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const opened = await openPage(stack.apiUrl, { viewport, ...options });
  const { page } = opened;
  try {
    await page.addInitScript(`window.scrolls = [];
      const scroll = Element.prototype.scrollIntoView;
      Element.prototype.scrollIntoView = function (options) {
        if (this.matches('li')) window.scrolls.push(options?.behavior);
        return scroll.call(this, options);
      };`);
    await page.reload();
    await new ProductPage(page).signIn((await newUser(stack)).user);
    await new TrainingCenterPage(page).open();
    await new TrainingCenterPage(page).openTab('Add and import');
    await use(page);
    expect(opened.faults()).toEqual([]);
  } finally {
    await opened.close();
  }
}

const scrollsIn = async (page: Page) => z.array(z.string()).parse(await page.evaluate('window.scrolls'));

/** The text of the heading that has the focus, and where its upper edge is on the screen. */
const focused = async (page: Page) =>
  z
    .tuple([z.string(), z.number()])
    .parse(
      await page.evaluate(
        '[document.activeElement?.textContent ?? "", document.activeElement?.getBoundingClientRect().top ?? -1]',
      ),
    );

it.each([
  ['smoothly', 'no-preference', 'smooth'],
  ['at once for who wants no motion', 'reduce', 'instant'],
] as const)('a preview is brought into sight %s, and has the focus', async (_, reducedMotion, behavior) => {
  await openCenter({ reducedMotion }, async (page) => {
    const center = new TrainingCenterPage(page);
    await center.chooseFile(file);
    const card = center.import(file.name);
    await card.getByRole('form').waitFor();
    await expect.poll(async () => (await focused(page))[0], soon).toBe(file.name);
    await expect.poll(async () => (await focused(page))[1], soon).toBeLessThan(viewport.height / 2);
    expect((await focused(page))[1]).toBeGreaterThan(64);
    expect(await scrollsIn(page)).toEqual([behavior]);
    expect(await seriousViolations(page)).toEqual([]);
  });
});

it('a preview says what was detected, and which fields feed nothing', async () => {
  await openCenter({}, async (page) => {
    const center = new TrainingCenterPage(page);
    await center.chooseFile(file);
    const detected = center.import(file.name).getByRole('region', { name: 'What was detected' });
    await detected.waitFor();
    const said = await detected.innerText();
    for (const fact of ['gzip', 'Windows-1252', 'Semicolon', 'Yes, it names the columns']) {
      expect(said).toContain(fact);
    }
    expect(said).toContain('Not learnt from, but kept beside the examples: mood.');
  });
});

it('a preview takes the focus from nobody who is writing', async () => {
  await openCenter({}, async (page) => {
    const center = new TrainingCenterPage(page);
    const question = page.getByRole('form', { name: 'Add an example' }).getByRole('textbox').first();
    await question.fill('I am');
    await center.chooseFile(file);
    await center.import(file.name).getByRole('form').waitFor();
    await page.keyboard.type(' anxious.');
    expect(await question.inputValue()).toBe('I am anxious.');
    expect(await scrollsIn(page)).toEqual([]);
  });
});
