import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Reporter } from '../console/reporter.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { buildOnce } from './build-once.ts';

const webFolder = join(repositoryRoot, 'apps', 'web');

/** Where the built web page is. */
export const builtWebFolder = join(webFolder, 'dist');

/** What the built page depends on: its own sources, the client of the API and the rules it shares with the server. */
const sources = [
  ...['src', 'public', 'index.html', 'package.json', 'vite.config.ts', 'postcss.config.cjs'].map((name) =>
    join(webFolder, name),
  ),
  join(repositoryRoot, 'libs', 'client', 'src'),
  join(repositoryRoot, 'libs', 'domain', 'src'),
  join(repositoryRoot, 'package-lock.json'),
];

/**
 * Builds the web page unless the built one was made from exactly these sources.
 * @throws {CommandError} with what the build wrote, if it failed.
 */
export async function buildWeb(reporter: Reporter, signal?: AbortSignal): Promise<void> {
  await buildOnce({
    subject: 'web page',
    folder: builtWebFolder,
    sources,
    reporter,
    build: async (draft) => {
      const vite = join(
        dirname(createRequire(join(webFolder, 'package.json')).resolve('vite/package.json')),
        'bin/vite.js',
      );
      const parameters = [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
      await runCommand(process.execPath, parameters, { cwd: webFolder, signal });
    },
  });
}
