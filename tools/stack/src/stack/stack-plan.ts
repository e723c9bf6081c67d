import { join } from 'node:path';
import type { Reporter } from '../console/reporter.ts';
import type { Settings } from '../settings/environment.ts';

/** What to start, and on what. */
export interface StackPlan {
  readonly settings: Settings;
  /** Folder of executables kept from one start to the next. */
  readonly binaryFolder: string;
  readonly services: { readonly worker: boolean; readonly api: boolean };
  /** Starts the simulator even when every provider has a key, and uses it for all of them. */
  readonly alwaysSimulate: boolean;
  /** Ways by which the worker and the API reach what they stand on, where these are not the direct ones. */
  readonly detours: Detours;
  /** Environment variables for the worker, the API and the simulator, beside those of the stack. */
  readonly environment: Readonly<Record<string, string>>;
  readonly reporter: Reporter;
  /** Gives the start up. */
  readonly signal: AbortSignal;
}

/** Ports on 127.0.0.1 under which a process reaches others, in place of their own; a fault proxy listens there. */
export type Detour = Readonly<Partial<Record<'postgres' | 'temporal' | 'simulator', number>>>;

/** The detours of the processes that have any. */
export type Detours = Readonly<Partial<Record<'worker' | 'api', Detour>>>;

/** Names of the stack's processes, as in the console, in log files and in `processes.json`. */
export const serviceNames = ['postgres', 'temporal', 'simulator', 'worker', 'api'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Processes stop in this order: first those that use the others. */
export const stopOrder: readonly (readonly ServiceName[])[] = [
  ['api', 'worker'],
  ['simulator', 'temporal', 'postgres'],
];

/** The log file of a process. */
export function logFile(plan: StackPlan, name: ServiceName): string {
  return join(plan.settings.stateFolder, 'logs', `${name}.log`);
}

/** A provider that the simulator can stand in for. */
export type Provider = 'openai' | 'huggingface' | 'together' | 'fireworks';

/**
 * The providers that the simulator stands in for: those that no key and no address were given for; none in production.
 */
export function simulatedProviders(plan: StackPlan): readonly Provider[] {
  const { openai, huggingFace, together, fireworks, production } = plan.settings;
  if (production) return [];
  const simulated: Provider[] = [];
  if (plan.alwaysSimulate || (openai.apiKey === undefined && openai.baseUrl === undefined))
    simulated.push('openai');
  if (plan.alwaysSimulate || (huggingFace.token === undefined && huggingFace.endpointUrl === undefined)) {
    simulated.push('huggingface');
  }
  if (plan.alwaysSimulate || together.apiKey === undefined) simulated.push('together');
  if (plan.alwaysSimulate || fireworks.apiKey === undefined) simulated.push('fireworks');
  return simulated;
}

/** Base address of the simulator of this plan. */
export function simulatorUrl(plan: StackPlan): string {
  return `http://127.0.0.1:${String(plan.settings.simulator.port)}`;
}

/** Address of the metrics of a process, by its port. */
export function metricsUrl(port: number): string {
  return `http://127.0.0.1:${String(port)}/metrics`;
}

/** Address of the API as seen from this machine. */
export function apiUrl(plan: StackPlan): string {
  const { host, port } = plan.settings.api;
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere || host === '127.0.0.1' ? 'localhost' : host}:${String(port)}`;
}
