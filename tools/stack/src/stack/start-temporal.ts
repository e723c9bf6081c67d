import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { elapsedSince } from '../console/reporter.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { resolveTemporalCli } from '../temporal/resolve-cli.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import { servesNamespace, temporalService } from '../temporal/server.ts';
import { logFile, type StackPlan } from './stack-plan.ts';

/** A Temporal server in use. */
export interface TemporalAddresses {
  /** host:port of its gRPC service. */
  readonly address: string;
  /** Address of its web UI; undefined if it is not known. */
  readonly uiUrl: string | undefined;
}

/** Milliseconds to wait for a server that was given. */
const givenServerTimeout = 15_000;

/** Makes a Temporal server with our search attributes available: the one given, else a development server. */
export async function startTemporal(plan: StackPlan, supervisor: Supervisor): Promise<TemporalAddresses> {
  const { address } = plan.settings.temporal;
  return address === undefined ? startEmbedded(plan, supervisor) : useGiven(plan, address);
}

async function useGiven(plan: StackPlan, address: string): Promise<TemporalAddresses> {
  const { namespace, uiUrl } = plan.settings.temporal;
  plan.reporter.tell('temporal', `using the server at TEMPORAL_ADDRESS (${address}, namespace ${namespace})`);
  const deadline = performance.now() + givenServerTimeout;
  while (!(await servesNamespace(address, namespace))) {
    plan.signal.throwIfAborted();
    if (performance.now() > deadline) {
      throw new Error(
        `No Temporal server answers at TEMPORAL_ADDRESS=${address} with the namespace ${namespace}.`,
      );
    }
    await sleep(200);
  }
  await registerSearchAttributes(address, namespace);
  return { address, uiUrl };
}

async function startEmbedded(plan: StackPlan, supervisor: Supervisor): Promise<TemporalAddresses> {
  const { namespace, port, uiPort, uiUrl } = plan.settings.temporal;
  const { binaryFolder, reporter, signal } = plan;
  const executable = await resolveTemporalCli({ binaryFolder, reporter, signal });
  const startedAt = performance.now();
  const databaseFile = join(plan.settings.stateFolder, 'temporal', 'temporal.db');
  const server = { executable, databaseFile, namespace, port, uiPort, logFile: logFile(plan, 'temporal') };
  await supervisor.start(temporalService(server));
  reporter.done('temporal', `started ${executable} on port ${String(port)} (${elapsedSince(startedAt)})`);
  return { address: `127.0.0.1:${String(port)}`, uiUrl: uiUrl ?? `http://localhost:${String(uiPort)}` };
}
