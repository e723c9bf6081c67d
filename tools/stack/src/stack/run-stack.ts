import { join } from 'node:path';
import { elapsedSince } from '../console/reporter.ts';
import { requireFreePorts } from '../processes/ports.ts';
import type { DatabaseUrls } from '../postgres/roles.ts';
import { developmentSecret } from '../secrets/development-token.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import { trainerKey } from '../secrets/trainer-key.ts';
import { claimStateFolder } from '../supervisor/process-registry.ts';
import type { ServiceDefinition } from '../supervisor/service-definition.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import { buildWeb } from '../build/build-web.ts';
import { buildWorkflows } from '../build/build-workflows.ts';
import { neededPorts } from './needed-ports.ts';
import { apiService, simulatorService, workerService, type Connections } from './own-services.ts';
import { simulatedProviders, stopOrder, type StackPlan } from './stack-plan.ts';
import { startDatabase } from './start-database.ts';
import { startTemporal, type TemporalAddresses } from './start-temporal.ts';

/** A stack of which every part is ready. */
export interface RunningStack {
  readonly supervisor: Supervisor;
  readonly database: DatabaseUrls;
  readonly temporal: TemporalAddresses;
  readonly jwtSecret: string;
  /** Stops every process in order, within 10 s. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the whole stack: PostgreSQL, Temporal, the simulator and the build of the web page beside each other, then the
 * worker and the API. If one part fails, everything that was started is stopped.
 * @throws the first failure, whose message says what a person can do.
 */
export async function runStack(plan: StackPlan): Promise<RunningStack> {
  const registry = await claimStateFolder(plan.settings.stateFolder, plan.reporter);
  const supervisor = new Supervisor(registry, plan.reporter);
  const stop = (): Promise<void> => supervisor.stop(stopOrder);
  const giveUp = new AbortController();
  const ownPlan = { ...plan, signal: AbortSignal.any([plan.signal, giveUp.signal]) };
  const tasks: Promise<unknown>[] = [];
  ownPlan.signal.addEventListener('abort', () => void stop(), { once: true });
  try {
    const simulated = simulatedProviders(plan).length > 0;
    await requireFreePorts(neededPorts(plan.settings, plan.services.api, simulated));
    const connections = await startFoundations(ownPlan, supervisor, tasks);
    await startApplications(ownPlan, supervisor, connections, tasks);
    plan.signal.throwIfAborted();
    return { supervisor, stop, ...connections };
  } catch (error) {
    giveUp.abort();
    await stop();
    await Promise.allSettled(tasks);
    await stop();
    throw error;
  }
}

async function startFoundations(
  plan: StackPlan,
  supervisor: Supervisor,
  tasks: Promise<unknown>[],
): Promise<Connections> {
  const { stateFolder, jwtSecret } = plan.settings;
  const database = startDatabase(plan, supervisor);
  const temporal = startTemporal(plan, supervisor);
  const simulator =
    simulatedProviders(plan).length > 0 ? startOwn(plan, supervisor, simulatorService(plan)) : undefined;
  const web = plan.services.api ? buildWeb(plan.reporter, plan.signal) : undefined;
  const workflows = plan.services.worker ? buildWorkflows(plan.reporter, plan.signal) : undefined;
  const others = [simulator, web, workflows].map((task) => Promise.resolve(task));
  tasks.push(database, temporal, ...others);
  const [databaseUrls, temporalAddresses] = await Promise.all([database, temporal, ...others]);
  return {
    database: databaseUrls,
    temporal: temporalAddresses,
    jwtSecret: await developmentSecret(stateFolder, jwtSecret),
    storageSigningSecret: await keptSecret(join(stateFolder, 'secrets', 'storage-signing')),
    trainerKey: await trainerKey(stateFolder),
  };
}

async function startApplications(
  plan: StackPlan,
  supervisor: Supervisor,
  connections: Connections,
  tasks: Promise<unknown>[],
): Promise<void> {
  if (plan.services.worker) tasks.push(startOwn(plan, supervisor, workerService(plan, connections)));
  if (plan.services.api) tasks.push(startOwn(plan, supervisor, apiService(plan, connections)));
  await Promise.all(tasks);
}

async function startOwn(
  plan: StackPlan,
  supervisor: Supervisor,
  definition: ServiceDefinition,
): Promise<void> {
  const startedAt = performance.now();
  await supervisor.start(definition);
  plan.reporter.done(definition.name, `ready (${elapsedSince(startedAt)})`);
}
