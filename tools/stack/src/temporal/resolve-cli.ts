import { join } from 'node:path';
import { elapsedSince, type Reporter } from '../console/reporter.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { goInstallableVersion, installWithGo } from './go-install.ts';
import { downloadOfficial } from './official-download.ts';
import { ResolutionError, firstLine, type FailedAttempt } from './resolution-error.ts';

/** Where to look for Temporal's CLI. */
export interface CliSearch {
  /** Folder that keeps executables from one start to the next. */
  readonly binaryFolder: string;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
  /** PATH to search; that of this process if absent. */
  readonly path?: string | undefined;
}

const remedies = [
  'install the Temporal CLI (docs.temporal.io/cli) so that `temporal` is on PATH',
  'install Go (go.dev/dl), and this stack builds the CLI by itself',
  'set TEMPORAL_ADDRESS=host:port to a Temporal server that runs already',
];

/**
 * Finds an executable of Temporal's CLI: on PATH; kept from an earlier start; from Temporal's download service; built by
 * Go. Says which way it takes and why the one before did not serve.
 * @returns the absolute path of the executable.
 * @throws {ResolutionError} listing what was tried and what a person can do.
 */
export async function resolveTemporalCli(search: CliSearch): Promise<string> {
  const onPath = await findExecutable('temporal', search.path);
  if (onPath !== undefined) return onPath;
  const cached = cachedCliPath(search.binaryFolder);
  if (await isExecutable(cached)) return cached;
  const attempts: FailedAttempt[] = [
    { way: '`temporal` on PATH', reason: 'there is none' },
    { way: cached, reason: 'nothing is kept there yet' },
  ];
  search.reporter.tell(
    'temporal',
    'no `temporal` on PATH and none kept from an earlier start: downloading it',
  );
  const notDownloaded = await downloadCli(search, cached);
  if (notDownloaded === undefined) return cached;
  const notBuilt = await buildCli(search, cached, notDownloaded.reason);
  if (notBuilt === undefined) return cached;
  attempts.push(notDownloaded, notBuilt);
  throw new ResolutionError("Temporal's server (the `temporal` CLI)", attempts, remedies);
}

/** Where the CLI is kept once it was downloaded or built. */
export function cachedCliPath(binaryFolder: string): string {
  return join(binaryFolder, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
}

async function downloadCli(search: CliSearch, target: string): Promise<FailedAttempt | undefined> {
  const startedAt = performance.now();
  try {
    await downloadOfficial('cli', 'latest', target, search.signal);
    search.reporter.done('temporal', `downloaded to ${target} in ${elapsedSince(startedAt)}`);
    return undefined;
  } catch (error) {
    search.signal?.throwIfAborted();
    return { way: 'the official download', reason: firstLine(error) };
  }
}

async function buildCli(
  search: CliSearch,
  target: string,
  reason: string,
): Promise<FailedAttempt | undefined> {
  const startedAt = performance.now();
  const go = await findExecutable('go', search.path);
  if (go === undefined) return { way: '`go install`', reason: 'Go is not installed' };
  search.reporter.tell(
    'temporal',
    `${reason}: building ${goInstallableVersion} with Go instead (takes about 3–4 minutes, once)`,
  );
  try {
    await installWithGo(go, target, search.reporter, search.signal);
    search.reporter.done('temporal', `built with Go in ${elapsedSince(startedAt)}, kept at ${target}`);
    return undefined;
  } catch (error) {
    search.signal?.throwIfAborted();
    return { way: '`go install`', reason: error instanceof Error ? error.message : String(error) };
  }
}
