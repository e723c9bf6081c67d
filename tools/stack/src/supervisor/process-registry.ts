import { mkdir, readFile } from 'node:fs/promises';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Reporter } from '../console/reporter.ts';
import { sendSignal } from '../processes/end-process.ts';
import { processIdentity } from '../processes/process-identity.ts';

const entry = z.object({ pid: z.number().int().positive(), identity: z.string() });
const registryFile = z.object({ supervisor: entry, processes: z.record(z.string(), entry) });
type RegistryFile = z.infer<typeof registryFile>;

/** Milliseconds that a left-over process may take to stop before it is killed. */
const leftOverGrace = 5_000;

/** Another stack runs on the same state folder. */
export class StateFolderInUseError extends Error {
  override name = 'StateFolderInUseError';
}

/**
 * The pids of a running stack, kept in `<state>/processes.json` for people (who want to see or kill one) and for the next
 * start (which ends what a killed supervisor left behind).
 */
export interface ProcessRegistry {
  readonly record: (name: string, pid: number) => Promise<void>;
  /** Removes the file: everything was stopped in order. */
  readonly release: () => void;
}

/**
 * Takes hold of a state folder: ends what an earlier, killed supervisor left running there, and writes this process
 * down as the supervisor.
 * @throws {StateFolderInUseError} if that supervisor still runs.
 */
export async function claimStateFolder(stateFolder: string, reporter: Reporter): Promise<ProcessRegistry> {
  await mkdir(stateFolder, { recursive: true });
  const file = join(stateFolder, 'processes.json');
  const earlier = await readRegistry(file);
  if (earlier !== undefined) await endLeftOvers(earlier, stateFolder, reporter);
  const supervisor = { pid: process.pid, identity: (await processIdentity(process.pid)) ?? '' };
  const content: RegistryFile = { supervisor, processes: {} };
  write(file, content);
  return {
    record: async (name, pid) => {
      const identity = await processIdentity(pid);
      if (identity === undefined) return;
      content.processes[name] = { pid, identity };
      write(file, content);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** The pids of the processes of a stack that runs on this state folder; none if none runs. */
export async function recordedPids(stateFolder: string): Promise<number[]> {
  const found = await readRegistry(join(stateFolder, 'processes.json'));
  if (found === undefined || !(await isSame(found.supervisor))) return [];
  return Object.values(found.processes).map(({ pid }) => pid);
}

async function readRegistry(file: string): Promise<RegistryFile | undefined> {
  try {
    const parsed = registryFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.data;
  } catch {
    return undefined;
  }
}

async function endLeftOvers(earlier: RegistryFile, stateFolder: string, reporter: Reporter): Promise<void> {
  if (await isSame(earlier.supervisor)) {
    throw new StateFolderInUseError(
      `The stack runs already on ${stateFolder} (process ${String(earlier.supervisor.pid)}). ` +
        'Stop it first, or set UNDERSTUDY_STATE to another folder.',
    );
  }
  await Promise.all(
    Object.entries(earlier.processes).map(async ([name, left]) => {
      if (!(await isSame(left))) return;
      reporter.tell(name, `ending process ${String(left.pid)}, left over from a start that was killed`);
      // To PostgreSQL, SIGINT means a fast shutdown, SIGTERM one that waits for its clients.
      sendSignal(left.pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
      const deadline = performance.now() + leftOverGrace;
      while ((await isSame(left)) && performance.now() < deadline) await sleep(50);
      if (await isSame(left)) sendSignal(left.pid, 'SIGKILL');
    }),
  );
}

async function isSame(recorded: z.infer<typeof entry>): Promise<boolean> {
  return (await processIdentity(recorded.pid)) === recorded.identity;
}

function write(file: string, content: RegistryFile): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
