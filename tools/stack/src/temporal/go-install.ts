import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { elapsedSince, type Reporter } from '../console/reporter.ts';
import { runCommand } from '../processes/run-command.ts';

/**
 * The newest release of Temporal's CLI whose go.mod has no replace directive, which `go install` refuses. It holds
 * server 1.29.1 and UI 2.42.1.
 */
export const goInstallableVersion = 'v1.5.1';

/** Packages that the build compiles, counted once on Linux, for telling a person how far it is. */
const packagesToCompile = 1_300;
/** Milliseconds between two lines of progress. */
const progressInterval = 15_000;

/**
 * Builds Temporal's CLI from its source by the Go toolchain (measured: 3 min 15 s on 2 cores with nothing cached) and
 * puts it at `target` in one step.
 * @throws {CommandError} with the last lines that Go wrote.
 */
export async function installWithGo(
  go: string,
  target: string,
  reporter: Reporter,
  signal: AbortSignal | undefined,
): Promise<void> {
  const startedAt = performance.now();
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.build-'));
  const progress = createGoProgress();
  const timer = setInterval(() => {
    reporter.tell('temporal', `building with Go, ${elapsedSince(startedAt)}: ${progress.describe()}`);
  }, progressInterval);
  try {
    const parameters = ['install', '-v', '-trimpath', `-ldflags=${linkerFlags}`];
    await runCommand(go, [...parameters, `github.com/temporalio/cli/cmd/temporal@${goInstallableVersion}`], {
      // Without cgo the build needs no C compiler; its SQLite is a pure Go one.
      env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '' },
      onLine: progress.read,
      signal,
    });
    await rename(join(folder, process.platform === 'win32' ? 'temporal.exe' : 'temporal'), target);
  } finally {
    clearInterval(timer);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Leaves out debugging tables (250 MB become 170 MB) and says the version, which only release builds do by default. */
const linkerFlags = `-s -w -X github.com/temporalio/cli/temporalcli.Version=${goInstallableVersion.slice(1)}`;

interface GoProgress {
  readonly read: (line: string) => void;
  readonly describe: () => string;
}

/** Counts what `go install -v` says: `go: downloading …` for each module, then the path of each compiled package. */
export function createGoProgress(): GoProgress {
  let downloaded = 0;
  let compiled = 0;
  return {
    read: (line) => {
      if (line.startsWith('go: downloading ')) downloaded += 1;
      else if (/^[\w.~-]+(\/[\w.~-]+)*$/.test(line)) compiled += 1;
    },
    describe: () =>
      compiled === 0
        ? `${String(downloaded)} modules downloaded`
        : `${String(compiled)} of about ${String(packagesToCompile)} packages compiled`,
  };
}
