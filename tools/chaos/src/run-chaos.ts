import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { Reporter } from '@understudy/stack/console/reporter';
import postgres, { type Sql } from 'postgres';
import { faultTitles, type InjectedFault } from './faults/fault.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { allInvariants } from './invariants/all-invariants.ts';
import type { Aftermath } from './invariants/invariant.ts';
import type { LoadUser } from './load/load-kind.ts';
import { patientClient, type PatientClient } from './load/patient-client.ts';
import { prepareUser } from './load/prepare-user.ts';
import { submitLoad, type Load } from './load/submit-load.ts';
import { awaitEnds } from './observe/await-ends.ts';
import { recordProviderCalls, type ProviderCallRecorder } from './observe/provider-call-recorder.ts';
import { randomSource } from './random-source.ts';
import { violationsOf, type ChaosReport, type InvariantReport } from './report/chaos-report.ts';
import { sumUpLoad } from './report/sum-up-load.ts';
import { countPaidCalls } from './invariants/paid-calls.ts';
import { startChaosStack, type ChaosStack } from './stack/start-chaos-stack.ts';

/** What to do, and to whom to tell it. */
export interface ChaosOptions {
  /** From which all faults and all requests follow; when exactly each meets which, does not. */
  readonly seed: number;
  /** Seconds for which faults are injected and requests made. */
  readonly seconds: number;
  readonly users: number;
  /** Seconds that runs may take to end once all is well. */
  readonly settleSeconds: number;
  readonly reporter: Reporter;
  /** Lines on what goes on. */
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts a whole stack, lets users ask for everything that it does while everything breaks, waits until all has ended, and
 * checks what must hold.
 *
 * @throws Error when the stack does not start, or a part of it does not come back; violations are in the report
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const chaos = await startChaosStack(options.reporter, options.signal);
  const owner = postgres(chaos.stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  try {
    const report = await breakAndCheck(chaos, owner, options);
    if (violationsOf(report).length > 0) options.tell(`the logs are kept in ${await chaos.keepLogs()}`);
    return report;
  } finally {
    await owner.end({ timeout: 1 });
    await chaos.stop();
  }
}

async function breakAndCheck(chaos: ChaosStack, owner: Sql, options: ChaosOptions): Promise<ChaosReport> {
  const { tell, signal } = options;
  const startedAt = new Date();
  const serverErrors: string[] = [];
  const { users, clientOf } = await prepareUsers(chaos, options, serverErrors);
  const recorder = recordProviderCalls(chaos.stack.simulatorUrl);
  const load: Load = { accepted: [], refused: [] };
  const faults = await breakUnderLoad(chaos, options, users, load, recorder);
  tell(`all is well; waiting for ${String(load.accepted.length)} requests and what they started to end`);
  const settledAt = performance.now();
  const unfinished = await awaitEnds(owner, options.settleSeconds * 1000, signal);
  const settlingSeconds = (performance.now() - settledAt) / 1000;
  await wait(visibilityMs);
  await recorder.stop();
  const connection = await Connection.connect({ address: chaos.stack.temporalAddress });
  try {
    const aftermath: Aftermath = {
      owner,
      temporal: new Client({ connection }),
      storageFolder: chaos.storageFolder,
      simulatorUrl: chaos.stack.simulatorUrl,
      ...load,
      serverErrors,
      clientOf,
      calls: recorder.calls(),
      faults,
    };
    return {
      seed: options.seed,
      seconds: options.seconds,
      startedAt: startedAt.toISOString(),
      settlingSeconds,
      storageFault: chaos.volume.fault,
      faults,
      load: await sumUpLoad(owner, load),
      calls: countPaidCalls(aftermath.calls),
      uploadsLeftToSweep: Number((await owner`select count(*)::int as uploads from uploads`)[0]?.['uploads']),
      unfinished,
      invariants: await checkAll(aftermath),
    };
  } finally {
    await connection.close();
  }
}

/** Milliseconds after which Temporal's lists show what has ended. */
const visibilityMs = 2_000;

async function prepareUsers(
  { stack }: ChaosStack,
  { users: count, seed, tell, signal }: ChaosOptions,
  serverErrors: string[],
): Promise<{ users: LoadUser[]; clientOf: (user: string) => PatientClient }> {
  tell(`${String(count)} users are made ready`);
  const clients = new Map<string, PatientClient>();
  const users = Array.from({ length: count }, async (_, number) => {
    const user = `chaos-${String(number + 1)}`;
    const address = { apiUrl: stack.apiUrl, user, token: await stack.token(user) };
    const client = patientClient(address, signal, ({ method, path }, body) => {
      serverErrors.push(`${method} ${path} was answered 500 ${JSON.stringify(body)}`);
    });
    clients.set(user, client);
    return await prepareUser(client, number, randomSource(seed, number + 1));
  });
  const clientOf = (user: string): PatientClient => {
    const client = clients.get(user);
    if (client === undefined) throw new Error(`There is no user ${user}`);
    return client;
  };
  return { users: await Promise.all(users), clientOf };
}

async function breakUnderLoad(
  chaos: ChaosStack,
  { seed, seconds, tell, signal }: ChaosOptions,
  users: readonly LoadUser[],
  load: Load,
  recorder: ProviderCallRecorder,
): Promise<InjectedFault[]> {
  const startedAt = performance.now();
  const enough = new AbortController();
  const submitting = Promise.all(users.map((user) => submitLoad(user, seed, load, enough.signal)));
  // What goes wrong with the load is thrown when it is awaited, and must not end the process before.
  submitting.catch(() => undefined);
  try {
    return await injectFaults(chaos, {
      forMs: seconds * 1000,
      random: randomSource(seed, 0),
      before: async ({ kind, target }) => {
        if (kind !== 'kill' || target !== 'simulator') return;
        await recorder.read().catch(() => undefined);
        recorder.nextLife();
      },
      after: ({ kind, target, from, until }) => {
        const at = (performance.now() - startedAt) / 1000;
        const lasted = ((until - from) / 1000).toFixed(1);
        tell(`${at.toFixed(1).padStart(6)} s  ${target}: ${faultTitles[kind]}, well after ${lasted} s`);
      },
      signal,
    });
  } finally {
    enough.abort();
    await submitting;
  }
}

async function checkAll(aftermath: Aftermath): Promise<InvariantReport[]> {
  const reports: InvariantReport[] = [];
  for (const { name, title, check } of allInvariants) {
    const verdict = await check(aftermath).catch((error: unknown) => ({
      checked: 0,
      violations: [`could not be checked: ${error instanceof Error ? error.message : String(error)}`],
    }));
    reports.push({ name, title, ...verdict });
  }
  return reports;
}
