import { parseArgs } from 'node:util';
import { z } from 'zod';
import { developmentSecret, signDevelopmentToken } from './secrets/development-token.ts';
import { readSettings } from './settings/environment.ts';

const usage = 'usage: npm run -s token -- --user NAME [--expires 30d]';

/** Prints a bearer token for the development secret and nothing else; what is wrong goes to standard error. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { user: { type: 'string' }, expires: { type: 'string' } } });
  if (values.user === undefined) throw new Error(usage);
  const settings = readSettings();
  const secret = await developmentSecret(settings.stateFolder, settings.jwtSecret);
  process.stdout.write(`${await signDevelopmentToken(secret, values.user, values.expires)}\n`);
}

try {
  await main();
} catch (error) {
  const message = error instanceof z.ZodError ? error.issues.map((issue) => issue.message).join('; ') : error;
  process.stderr.write(`token: ${message instanceof Error ? message.message : String(message)}\n`);
  process.exitCode = 1;
}
