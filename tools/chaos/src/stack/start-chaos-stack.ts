import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '@understudy/stack/console/reporter';
import type { Detour, Detours } from '@understudy/stack/stack/stack-plan';
import {
  freePorts,
  portTaker,
  startStack,
  type StackPorts,
  type TestStack,
} from '@understudy/stack/test-stack';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { allLinkEnds, type Link, type LinkEnds } from './link.ts';
import { resolveToxiproxy } from './resolve-toxiproxy.ts';
import { createVolume, type Volume } from './volume.ts';

/** A whole stack of which every part can be made to fail. */
export interface ChaosStack {
  readonly stack: TestStack;
  readonly links: readonly Link[];
  readonly volume: Volume;
  /** Where objects are, on the volume. */
  readonly storageFolder: string;
  /** Copies the logs of all processes to a folder of their own, and says which. */
  readonly keepLogs: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const volumeMegabytes = 128;

/**
 * Starts a whole stack on a volume of its own, its worker and API behind a fault proxy. The simulator keeps its state in
 * files, as a provider does whose process dies.
 *
 * @throws what `startStack` and `resolveToxiproxy` throw; nothing is left running
 */
export async function startChaosStack(reporter: Reporter, signal: AbortSignal): Promise<ChaosStack> {
  const executable = await resolveToxiproxy(reporter, signal);
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const stateFolder = await mkdtemp(join(tmpdir(), 'understudy-chaos-'));
    undo.push(() => rm(stateFolder, { recursive: true, force: true }));
    const storageFolder = join(stateFolder, 'storage');
    const volume = await createVolume(storageFolder, volumeMegabytes);
    undo.push(volume.remove);
    const ports = await freePorts();
    const take = portTaker();
    const proxy = await startFaultProxy(executable, await take());
    undo.push(proxy.stop);
    const { links, detours } = await openLinks(proxy, ports, take);
    const environment = { ...chaosEnvironment, SIMULATOR_STATE_FOLDER: join(stateFolder, 'provider') };
    const stack = await startStack({ stateFolder, ports, detours, environment, reporter, signal });
    undo.push(stack.stop);
    const keepLogs = async (): Promise<string> => {
      const folder = await mkdtemp(join(tmpdir(), 'understudy-chaos-logs-'));
      await cp(join(stateFolder, 'logs'), folder, { recursive: true });
      return folder;
    };
    return { stack, links, volume, storageFolder, keepLogs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Fine-tuning at the pace of a test; a provider that does not answer is given up sooner than in production. */
const chaosEnvironment = {
  FINE_TUNE_POLL_SECONDS: '0.5',
  OPENAI_TIMEOUT_MS: '10000',
  SIMULATOR_LATENCY_MS: '100',
  SIMULATOR_FINE_TUNE_SPEED: '100',
  SIMULATOR_FINE_TUNE_EXAMPLE_S: '1',
};

async function openLinks(
  proxy: FaultProxy,
  ports: StackPorts,
  take: () => Promise<number>,
): Promise<{ links: Link[]; detours: Detours }> {
  const links: Link[] = [];
  const detours: Record<LinkEnds['from'], Detour> = { worker: {}, api: {} };
  for (const ends of allLinkEnds) {
    const port = await take();
    links.push(await proxy.open(ends, port, ports[ends.to]));
    detours[ends.from] = { ...detours[ends.from], [ends.to]: port };
  }
  return { links, detours };
}
