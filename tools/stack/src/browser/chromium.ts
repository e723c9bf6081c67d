import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Reporter } from '../console/reporter.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { CommandError, runCommand } from '../processes/run-command.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
/** Fonts too: without them emoji and text are drawn as boxes, in the page and in screenshots made by tests. */
const packages = ['chromium', 'fonts-noto-color-emoji', 'fonts-liberation'];

/** How to get a browser where none can be installed by itself. */
export const chromiumAdvice =
  'install Chromium or Chrome, or run `npx playwright-core install --with-deps chromium`, or set CHROMIUM_PATH';

/**
 * A Chromium that is on this machine: `CHROMIUM_PATH`; else one installed; else Playwright's own download.
 * @throws if CHROMIUM_PATH is set to something that cannot be executed.
 */
export async function findChromium(): Promise<string | undefined> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (await isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH=${given} is not an executable`);
  }
  for (const name of names) {
    const found = await findExecutable(name);
    if (found !== undefined) return found;
  }
  for (const path of [onMac, chromium.executablePath()]) if (await isExecutable(path)) return path;
  return undefined;
}

/**
 * A Chromium for browser tests; as root on Debian or Ubuntu it is installed when there is none.
 * @throws with advice if there is none and none can be installed.
 */
export async function ensureChromium(reporter: Reporter, signal?: AbortSignal): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  if (!(await canInstall())) throw new Error(`No Chromium for browser tests: ${chromiumAdvice}.`);
  reporter.tell(
    'chromium',
    `none on this machine: apt-get install ${packages.join(' ')} (about a minute, once)`,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runCommand('apt-get', ['update'], { env, signal });
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env, signal });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(`Chromium could not be installed. ${chromiumAdvice}.\n${error.message}`, {
      cause: error,
    });
  }
  const installed = await findChromium();
  if (installed === undefined)
    throw new Error(`Chromium was installed but cannot be found: ${chromiumAdvice}.`);
  reporter.done('chromium', `installed at ${installed}`);
  return installed;
}

async function canInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release) && (await findExecutable('apt-get')) !== undefined;
}
