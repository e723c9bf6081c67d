import type { BrowserContextOptions, Page } from 'playwright-core';
import { sharedBrowser } from './browser.ts';

/** A page of the product, and what went wrong in it so far. */
export type OpenedPage = {
  page: Page;
  /** Errors on the console, exceptions nobody caught, and answers 500 and above, in their order. */
  faults: () => readonly string[];
  close: () => Promise<void>;
};

/** Milliseconds for anything on a page to appear; training phases wait on pictures being read. */
const patienceMs = 90_000;

/** Opens the product in a browser profile of its own: nobody is signed in. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(url);
  return { page, faults: () => faults, close: () => context.close() };
}
