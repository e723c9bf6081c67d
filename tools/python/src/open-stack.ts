import { developmentSecret, signDevelopmentToken } from '@understudy/stack/secrets/development-token';
import { readSettings } from '@understudy/stack/settings/environment';
import { startStack } from '@understudy/stack/test-stack';
import type { ApiAccess } from './api.ts';

/** A stack to check with. */
export type OpenStack = { access: ApiAccess; providerUrl: string; close: () => Promise<void> };

/** The stack that runs on this machine, asked as a new user; a stack of its own where none runs. */
export async function openStack(say: (line: string) => void): Promise<OpenStack> {
  const user = `python-check-${String(Date.now())}`;
  const settings = readSettings();
  const url = `http://127.0.0.1:${String(settings.api.port)}`;
  const providerUrl = `http://127.0.0.1:${String(settings.simulator.port)}`;
  if ((await answers(`${url}/readyz`)) && (await answers(`${providerUrl}/healthz`))) {
    say(`Using the stack at ${url}.`);
    const secret = await developmentSecret(settings.stateFolder, settings.jwtSecret);
    const token = await signDevelopmentToken(secret, user);
    return { access: { url, token }, providerUrl, close: () => Promise.resolve() };
  }
  say('Starting a stack.');
  const stack = await startStack();
  const access = { url: stack.apiUrl, token: await stack.token(user) };
  return { access, providerUrl: stack.simulatorUrl, close: () => stack.stop() };
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
