import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '@understudy/stack/repository';
import type { Say } from '../check-result.ts';

const run = promisify(execFile);
const folder = join(repositoryRoot, '.understudy', 'schemathesis');
const binaries = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');

/** Pinned, so that one seed gives the same requests everywhere. */
const version = '4.32.5';

/** Makes a virtual environment with Schemathesis in the state folder, unless there is one; its command. */
export async function prepareSchemathesis(say: Say): Promise<string> {
  const command = join(binaries, 'schemathesis');
  if (!existsSync(binaries)) {
    say('Making a virtual environment in .understudy/schemathesis.');
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder]);
  }
  const installed = await run(command, ['--version']).then(
    ({ stdout }) => stdout,
    () => '',
  );
  if (!installed.includes(version)) {
    say(`Installing Schemathesis ${version}.`);
    const parameters = ['-m', 'pip', 'install', '--quiet', `schemathesis==${version}`];
    await run(join(binaries, 'python'), parameters, { maxBuffer: 2 ** 24 });
  }
  return command;
}
