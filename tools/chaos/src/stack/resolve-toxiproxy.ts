import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Reporter } from '@understudy/stack/console/reporter';
import { findExecutable, isExecutable } from '@understudy/stack/processes/find-executable';
import { runCommand } from '@understudy/stack/processes/run-command';
import { repositoryRoot } from '@understudy/stack/repository';
import { ResolutionError } from '@understudy/stack/temporal/resolution-error';

/** The release that is built: MIT, 16 MB, 15 s of processor time. */
const version = 'v2.12.0';

/**
 * Finds Shopify's Toxiproxy server: on PATH; kept from an earlier run; built by Go, once.
 *
 * @returns absolute path of the executable
 * @throws ResolutionError saying what was tried and what a person can do
 */
export async function resolveToxiproxy(reporter: Reporter, signal: AbortSignal): Promise<string> {
  const onPath = await findExecutable('toxiproxy-server');
  if (onPath !== undefined) return onPath;
  const kept = join(repositoryRoot, '.understudy', 'bin', `toxiproxy-server-${version}`);
  if (await isExecutable(kept)) return kept;
  const go = await findExecutable('go');
  if (go === undefined) {
    throw new ResolutionError(
      'The fault proxy (`toxiproxy-server`)',
      [
        { way: '`toxiproxy-server` on PATH', reason: 'there is none' },
        { way: '`go install`', reason: 'Go is not installed' },
      ],
      ['install Toxiproxy so that `toxiproxy-server` is on PATH', 'install Go (go.dev/dl), which builds it'],
    );
  }
  reporter.tell('toxiproxy', `building ${version} with Go (once)`);
  await buildWithGo(go, kept, signal);
  return kept;
}

async function buildWithGo(go: string, target: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.build-'));
  try {
    await runCommand(go, ['install', '-trimpath', `github.com/Shopify/toxiproxy/v2/cmd/server@${version}`], {
      env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '' },
      signal,
    });
    await rename(join(folder, process.platform === 'win32' ? 'server.exe' : 'server'), target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
