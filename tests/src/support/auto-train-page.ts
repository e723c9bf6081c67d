import type { Locator, Page } from 'playwright-core';

/** The auto-train pages as a person uses them: every method is one thing that a person does or reads. */
export class AutoTrainPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });

  /** The status in the head of the batch's page. */
  status = (name: string): Locator => this.page.getByText(name, { exact: true });

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Auto-train', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Auto-train' }).waitFor();
  }

  async chooseCount(count: number): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Examples' }).fill(String(count));
  }

  async chooseGenres(...titles: readonly string[]): Promise<void> {
    const genres = this.page.getByRole('group', { name: 'Genres' });
    for (const title of titles) await genres.getByRole('button', { name: title, exact: true }).click();
  }

  async setAdvanced(label: string, value: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true }).and(this.page.locator('input'));
    if (!(await field.isVisible())) await this.button('Advanced').click();
    await field.fill(value);
  }

  /** Starts the batch and waits for its page. */
  async start(count: number): Promise<void> {
    await this.button(`Generate ${count} examples`).click();
    await this.page.getByRole('heading', { name: `${count} examples` }).waitFor();
  }

  /** ID of the batch whose page is open. */
  batchId(): string {
    const [, id] = /\/auto-train\/([0-9a-f-]{36})/.exec(this.page.url()) ?? [];
    if (id === undefined) throw new Error(`${this.page.url()} is not the page of a batch`);
    return id;
  }

  /** A figure under the bar, such as `Accepted`. */
  async count(name: string): Promise<number> {
    const entry = this.page.locator('dl[aria-label="Items of the batch"] > div', {
      has: this.page.getByText(name, { exact: true }),
    });
    return Number((await entry.locator('dd').innerText()).replaceAll(',', ''));
  }

  /** Opens the first card of the gallery, and returns the index of its example. */
  async openNewest(): Promise<number> {
    const card = this.page.getByRole('list', { name: 'Examples' }).getByRole('link').first();
    const index = indexIn(await card.innerText());
    await card.click();
    return index;
  }

  /**
   * Indexes of the examples in the gallery: all of them, from top to bottom.
   *
   * @throws Error when it shows one twice at the same time
   */
  async shownIndexes(): Promise<Set<number>> {
    const list = this.page.getByRole('list', { name: 'Examples' });
    const seen = new Set<number>();
    await this.page.evaluate('window.scrollTo(0, 0)');
    for (;;) {
      const names = await list.getByRole('link').allInnerTexts();
      const indexes = names.map(indexIn);
      if (new Set(indexes).size < indexes.length) throw new Error(`Shown twice: ${indexes.join(', ')}`);
      for (const index of indexes) seen.add(index);
      const atEnd = await this.page.evaluate<boolean>(
        'window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2',
      );
      if (atEnd) break;
      await this.page.mouse.wheel(0, 500);
      await this.page.waitForTimeout(80);
    }
    await this.page.evaluate('window.scrollTo(0, 0)');
    return seen;
  }
}

/** Index of the example that a card's link names: "Horror, example 4" is index 3. */
function indexIn(name: string): number {
  return Number(/example (\d+)$/.exec(name.trim())?.[1]) - 1;
}
