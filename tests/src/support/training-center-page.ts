import type { Locator, Page } from 'playwright-core';
import type { ChosenFile } from './product-page.ts';

/** The parts of the training center. */
export type TrainingCenterTab = 'Examples' | 'Add and import' | 'Quality' | 'Export' | 'Removed';

/** The training center as a person uses it: every method is one thing that a person does or reads. */
export class TrainingCenterPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: true });

  /** The table of examples. */
  get table(): Locator {
    return this.page.getByRole('grid', { name: 'Examples' });
  }

  /** Rows of the table that exist and show an example with this text. */
  row = (text: string): Locator => this.table.getByRole('row').filter({ hasText: text });

  /** An import, by the name of its file. */
  import = (fileName: string): Locator => this.page.getByRole('listitem', { name: fileName });

  /** What was just done, where it can be taken back. */
  notification = (text: string): Locator => this.page.getByRole('alert').filter({ hasText: text });

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Training center', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Training center' }).waitFor();
  }

  async openTab(tab: TrainingCenterTab): Promise<void> {
    const name = new RegExp(`^${tab}`);
    await this.page.getByRole('tab', { name }).click();
    await this.page.getByRole('tab', { name, selected: true }).waitFor();
  }

  /** Waits until so many examples are counted in the head of the page. */
  async total(count: number): Promise<void> {
    const figures = this.page.getByRole('region', { name: 'Figures' });
    await figures.getByText(count.toLocaleString('en'), { exact: true }).waitFor();
  }

  async add(instruction: string, response: string, context = ''): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Add an example' });
    await form.getByRole('textbox', { name: 'User question/input' }).fill(instruction);
    await form.getByRole('textbox', { name: 'Context (optional)' }).fill(context);
    await form.getByRole('textbox', { name: 'Expected AI response' }).fill(response);
    await form.getByRole('button', { name: 'Add example' }).click();
    await form.getByText(/^Added/).waitFor();
  }

  async chooseFile({ name, mimeType, content }: ChosenFile): Promise<void> {
    await this.page
      .getByLabel('Data sets', { exact: true })
      .setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  }

  async search(words: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search examples' }).fill(words);
  }

  /** A figure of an import's result, such as `Imported`. */
  async count(fileName: string, name: string): Promise<number> {
    const entry = this.import(fileName).locator('dl > div', {
      has: this.page.getByText(name, { exact: true }),
    });
    return Number((await entry.locator('dd').innerText()).replaceAll(',', ''));
  }

  /** Drags the table's scrollbar: 0 is its beginning, 1 its end. */
  async scrollTo(share: number): Promise<void> {
    const places = 20;
    for (let step = 1; step <= places; step += 1) {
      await this.page.evaluate(dragged((share * step) / places));
      await this.page.waitForTimeout(16);
    }
  }
}

/** Runs in the page, which has types of its own. */
const dragged = (share: number): string => `(() => {
  const table = document.querySelector('[role="grid"]');
  table.scrollTop = (table.scrollHeight - table.clientHeight) * ${share};
})()`;
