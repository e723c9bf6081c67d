import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { runCommand } from '../processes/run-command.ts';

const downloadInfo = z.object({ archiveUrl: z.url(), fileToExtract: z.string().min(1) });

/** What Temporal's download service offers. */
export type OfficialArtefact = 'cli' | 'temporal-test-server';

/** Milliseconds to wait for the download service's first answer: without internet this must not hold a person up. */
const answerTimeout = 5_000;
/** Milliseconds for the archive itself (about 50 MB). */
const archiveTimeout = 300_000;

/**
 * Downloads an executable from Temporal's download service, the one its SDKs use, and puts it at `target` in one step,
 * so that an interrupted download leaves nothing behind.
 * @throws if the service cannot be reached within 5 s, or has nothing for this machine.
 */
export async function downloadOfficial(
  artefact: OfficialArtefact,
  version: string,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const info = await askForArchive(artefact, version, signal);
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), '.download-'));
  try {
    const archive = join(folder, 'archive.tar.gz');
    await saveArchive(info.archiveUrl, archive, signal);
    await runCommand('tar', ['-xzf', archive, '-C', folder, info.fileToExtract], { signal });
    const executable = join(folder, info.fileToExtract);
    await chmod(executable, 0o755);
    await rename(executable, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askForArchive(
  artefact: OfficialArtefact,
  version: string,
  signal: AbortSignal | undefined,
): Promise<z.infer<typeof downloadInfo>> {
  const address = new URL(`https://temporal.download/${artefact}/${version}`);
  address.searchParams.set('arch', process.arch === 'x64' ? 'amd64' : process.arch);
  address.searchParams.set('platform', process.platform === 'win32' ? 'windows' : process.platform);
  address.searchParams.set('format', 'tar.gz');
  address.searchParams.set('sdk-name', 'sdk-typescript');
  address.searchParams.set('sdk-version', '1.24.0');
  const response = await fetchWithin(address, answerTimeout, signal);
  return downloadInfo.parse(await response.json());
}

async function saveArchive(address: string, file: string, signal: AbortSignal | undefined): Promise<void> {
  const response = await fetchWithin(new URL(address), archiveTimeout, signal);
  if (response.body === null) throw new Error(`${address} answered without a body`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
}

async function fetchWithin(
  address: URL,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const limits = [AbortSignal.timeout(timeout), ...(signal === undefined ? [] : [signal])];
  try {
    const response = await fetch(address, { signal: AbortSignal.any(limits) });
    if (!response.ok) throw new Error(`${address.host} answered ${String(response.status)}`);
    return response;
  } catch (error) {
    signal?.throwIfAborted();
    throw new Error(`${address.host} cannot be reached (${causeOf(error)})`, { cause: error });
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
