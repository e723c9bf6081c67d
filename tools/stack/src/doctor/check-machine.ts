import { statfs } from 'node:fs/promises';
import { findChromium, chromiumAdvice } from '../browser/chromium.ts';
import { postgresBinaries } from '../postgres/binaries.ts';
import { runCommand } from '../processes/run-command.ts';
import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import { repositoryRoot } from '../repository.ts';
import { nodeVersionWarning } from '../settings/node-version.ts';
import { findPip } from '../python/find-pip.ts';
import { cachedTimeSkippingServerPath } from '../temporal/time-skipping-server.ts';
import type { Finding } from './finding.ts';

const gibibyte = 1024 ** 3;
/** Bytes: the data of a small installation, logs, and Temporal's CLI with what Go needs to build it. */
const diskNeeded = 3 * gibibyte;

/** Node, which npm scripts take from the devDependency `node`. */
export function checkNode(): Finding {
  const warning = nodeVersionWarning(process.versions.node);
  if (warning === undefined) return { subject: 'Node', state: 'ok', detail: process.versions.node };
  return {
    subject: 'Node',
    state: 'missing',
    detail: warning,
    advice: 'run `npm ci`, then `npm run doctor`',
  };
}

/** npm itself, which reads package-lock.json. */
export async function checkNpm(): Promise<Finding> {
  const version = await runCommand('npm', ['--version'], { cwd: repositoryRoot }).catch(() => undefined);
  if (version !== undefined) return { subject: 'npm', state: 'ok', detail: version.split('\n').at(-1) ?? '' };
  return {
    subject: 'npm',
    state: 'optional',
    detail: 'not on PATH',
    advice: 'it comes with Node (nodejs.org)',
  };
}

/** Free space where the state is kept. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(repositoryRoot));
  const free = bavail * bsize;
  const detail = `${(free / gibibyte).toFixed(1)} GiB free for ${folder}`;
  if (free >= diskNeeded) return { subject: 'Disk', state: 'ok', detail };
  const state = free < diskNeeded / 3 ? 'missing' : 'optional';
  return {
    subject: 'Disk',
    state,
    detail,
    advice: 'free 3 GiB, or set UNDERSTUDY_STATE to a folder elsewhere',
  };
}

/** The embedded PostgreSQL's executables. */
export async function checkPostgresBinary(url: string | undefined): Promise<Finding> {
  if (url !== undefined)
    return { subject: 'PostgreSQL', state: 'ok', detail: `DATABASE_URL (${new URL(url).host})` };
  try {
    const { postgres } = await postgresBinaries(undefined);
    return { subject: 'PostgreSQL', state: 'ok', detail: await runCommand(postgres, ['--version']) };
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { subject: 'PostgreSQL', state: 'missing', detail, advice: 'run `npm ci`, or set DATABASE_URL' };
  }
}

/** Python's pip, by which the time-skipping test server comes where its official download is out of reach. */
export async function checkTimeSkippingServer(binaryFolder: string): Promise<Finding> {
  const subject = 'Time-skipping test server';
  const cached = cachedTimeSkippingServerPath(binaryFolder);
  if (await isExecutable(cached)) return { subject, state: 'ok', detail: cached };
  const pip = await findPip();
  if (pip !== undefined)
    return { subject, state: 'ok', detail: `\`npm test\` fetches it (${pip.join(' ')})` };
  const advice = 'for `npm test` without internet: install Python 3 with pip';
  return { subject, state: 'optional', detail: 'not kept, and no pip', advice };
}

/** A browser for the tests of the web page. */
export async function checkChromium(): Promise<Finding> {
  const found = await findChromium().catch((error: unknown) => String(error));
  if (found !== undefined) return { subject: 'Chromium', state: 'ok', detail: found };
  return { subject: 'Chromium', state: 'optional', detail: 'for browser tests only', advice: chromiumAdvice };
}

/** A container runtime, for TEST_CONTAINERS=1 only. */
export async function checkDocker(): Promise<Finding> {
  const docker = await findExecutable('docker');
  if (docker !== undefined) return { subject: 'Docker', state: 'ok', detail: docker };
  return { subject: 'Docker', state: 'optional', detail: 'not needed; only TEST_CONTAINERS=1 uses it' };
}
