import { findChromium } from '@understudy/stack/browser/chromium';
import { chromium, type Browser } from 'playwright-core';

/** How Chromium is started for tests: no sandbox (tests may run as root), and no talk to the outside. */
const launchOptions = {
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

let browser: Promise<Browser> | undefined;

/**
 * The one browser of this process. It ends with the process.
 *
 * @throws Error when there is no Chromium on this machine
 */
export async function sharedBrowser(): Promise<Browser> {
  browser ??= openBrowser();
  return await browser;
}

async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: run the tests with `npm test`');
  return await chromium.launch({ ...launchOptions, executablePath });
}
