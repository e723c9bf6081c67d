import type { Locator, Page } from 'playwright-core';

/** A file chosen on a page, as if from a disk. */
export type ChosenFile = { name: string; mimeType: string; content: string | Uint8Array };

/** The tabs of an avatar. */
export type AvatarTab = 'Train' | 'Prompt versions' | 'Test chat' | 'Fine-tune' | 'Knowledge';

/** The product's page as a person uses it: every method is one thing that a person does, found by its accessible name. */
export class ProductPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: true });

  heading = (name: string | RegExp): Locator => this.page.getByRole('heading', { name, exact: true });

  list = (name: string): Locator => this.page.getByRole('list', { name, exact: true });

  field = (name: string): Locator => this.page.getByRole('textbox', { name, exact: true });

  async signIn(name: string): Promise<void> {
    await this.field('Your name').fill(name);
    await this.button(`Continue as ${name}`).click();
    await this.heading('Avatars').waitFor();
  }

  async createAvatar(name: string, backstory: string, opener = 'New avatar'): Promise<void> {
    await this.button(opener).click();
    const dialog = this.page.getByRole('dialog', { name: 'New avatar' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Backstory' }).fill(backstory);
    await dialog.getByRole('button', { name: 'Create avatar' }).click();
    await this.heading(name).waitFor();
    await dialog.waitFor({ state: 'detached' });
  }

  async openTab(tab: AvatarTab): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click();
    await this.page.getByRole('tab', { name: tab, selected: true }).waitFor();
  }

  async chooseFiles(files: readonly ChosenFile[]): Promise<void> {
    await this.page
      .getByLabel('Conversation files', { exact: true })
      .setInputFiles(
        files.map(({ name, mimeType, content }) => ({ name, mimeType, buffer: Buffer.from(content) })),
      );
    await this.list('Chosen files').getByText('Looking inside').first().waitFor({ state: 'hidden' });
  }

  async startTraining(): Promise<void> {
    await this.button('Start Advanced Training').click();
    await this.list('Phases').waitFor();
  }

  /** Says something to the avatar and waits for the whole answer. */
  async say(avatar: string, message: string): Promise<void> {
    await this.field('Message').fill(message);
    await this.button('Send message').click();
    await this.chatWith(avatar).getByText(message, { exact: true }).waitFor();
    await this.button('Stop answer').waitFor({ state: 'detached' });
  }

  chatWith = (avatar: string): Locator => this.page.getByRole('log', { name: `Chat with ${avatar}` });

  get progress(): Locator {
    return this.page.getByRole('progressbar', { name: 'Progress of the run' });
  }

  /** Messages of the log of the run that the page shows, in their order. */
  logMessages(): Promise<string[]> {
    const log = this.page.getByRole('log', { name: 'Log', exact: true });
    return log.locator('> div > span:last-child').allInnerTexts();
  }
}
