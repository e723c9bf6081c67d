import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** The pages of training files as a person uses them: every method is one thing that a person does or reads. */
export class TrainingFilesPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: true });

  list = (name: string): Locator => this.page.getByRole('list', { name, exact: true });

  dialog = (name: string): Locator => this.page.getByRole('dialog', { name, exact: true });

  /** The state of the file whose page is open. */
  state = (name: string): Locator => this.page.getByText(name, { exact: true });

  /** A point of the checklist. */
  point = (title: string): Locator =>
    this.list('Quality control checklist').getByRole('listitem').filter({ hasText: title });

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Training files', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Training files' }).waitFor();
  }

  /** A row of the table of conversations in a dialog or on a page. */
  conversation = (title: string): Locator =>
    this.page.getByRole('row').filter({ has: this.page.getByText(title, { exact: true }) });

  async choose(title: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: `Choose ${title}` }).check();
  }

  /** Downloads an artefact, and returns what is in it. */
  async download(format: 'JSON' | 'JSONL'): Promise<{ name: string; text: string; url: string }> {
    const arriving = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: new RegExp(`^Download ${format} `) }).click();
    const download = await arriving;
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text, url: download.url() };
  }
}
