import type { Locator, Page } from 'playwright-core';

/** The parts of the Fine-tune tab. */
export type FineTunePart =
  'Overview' | 'Create fine-tune' | 'Training jobs' | 'Compare in the chat' | 'Schedule';

/** The Fine-tune tab as a person uses it: every method is one thing that a person does or reads. */
export class FineTunePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: true });

  heading = (name: string | RegExp): Locator => this.page.getByRole('heading', { name, exact: true });

  /** What a job will cost, in the panel beside the form. */
  get estimate(): Locator {
    return this.page.getByRole('region', { name: 'Estimate' });
  }

  /** The last look before a job starts. */
  get review(): Locator {
    return this.page.getByRole('dialog', { name: 'Start this fine-tune?' });
  }

  get jobs(): Locator {
    return this.page.getByRole('list', { name: 'Training jobs' }).getByRole('listitem');
  }

  get curve(): Locator {
    return this.page.getByRole('img', { name: /^Training curve\./ });
  }

  async openPart(part: FineTunePart): Promise<void> {
    const name = new RegExp(`^${part}`);
    await this.page.getByRole('tab', { name }).click();
    await this.page.getByRole('tab', { name, selected: true }).waitFor();
  }

  /** The estimated cost in US dollars that the panel shows, once it is of what the form says. */
  async estimatedCost(): Promise<number> {
    await this.estimate.locator('[data-current="true"]').waitFor();
    const [, dollars] = /\$([\d.]+)/.exec(await this.estimate.innerText()) ?? [];
    return Number(dollars);
  }

  async setEpochs(epochs: number): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Epochs' }).fill(String(epochs));
    await this.estimate.locator('[data-current="false"]').waitFor();
  }

  /** Looks at the estimate once more, confirms, and waits for the job's page. */
  async start(): Promise<void> {
    await this.button('Review and confirm').click();
    await this.review.getByRole('button', { name: /^Start fine-tuning for about \$/ }).click();
    await this.page.getByRole('list', { name: 'Phases' }).waitFor();
  }

  /** Ends the comparison that runs, and has the avatar answer as this arm did. */
  async stopComparing(winner: 'A' | 'B'): Promise<void> {
    await this.button('Stop and choose').click();
    const dialog = this.page.getByRole('dialog', { name: 'Stop comparing?' });
    await dialog.getByRole('radio', { name: winner, exact: true }).check();
    await dialog.getByRole('button', { name: `Stop and answer with ${winner}` }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  async deleteSchedule(): Promise<void> {
    await this.button('Delete').click();
    const dialog = this.page.getByRole('dialog', { name: 'Delete this schedule?' });
    await dialog.getByRole('button', { name: 'Delete schedule' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Fine-tunes every avatar of the list that has examples, with the settings that the form begins with. */
  async startBatchOfAll(): Promise<void> {
    await this.button('Choose several').click();
    await this.button('All that have examples').click();
    await this.page.getByRole('link', { name: 'Fine-tune them' }).click();
    await this.estimate.locator('[data-current="true"]').waitFor();
    await this.button('Review and confirm').click();
    const dialog = this.page.getByRole('dialog', { name: 'Fine-tune these avatars?' });
    await dialog.getByRole('button', { name: /^Fine-tune \d+ avatars? for about \$/ }).click();
    await this.page.waitForURL(/\/fine-tune\/batches\/[0-9a-f-]{36}$/);
  }

  /** ID of the job whose page is open. */
  jobId(): string {
    const [, id] = /\/fine-tune\/([0-9a-f-]{36})/.exec(this.page.url()) ?? [];
    if (id === undefined) throw new Error(`${this.page.url()} is not the page of a job`);
    return id;
  }
}
