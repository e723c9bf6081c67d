import { setTimeout as sleep } from 'node:timers/promises';
import type { TestStack } from '@understudy/stack/test-stack';
import { newUser, type ApiClient } from '../clients/api-client.ts';
import { followRun, type RunStreamAddress } from '../clients/run-stream.ts';
import { setSimulatorLatency } from '../clients/simulator.ts';

/** A run to which nobody but the bench adds events. */
export interface WaitingRun {
  readonly user: string;
  readonly token: string;
  readonly runId: string;
}

/** Milliseconds for which the simulator keeps the run in its analysis, long enough to pause it there. */
const holdMs = 4_000;

/** Starts a training session and pauses it: a real run with a living workflow, which stays open and adds no events. */
export async function startWaitingRun(stack: TestStack): Promise<WaitingRun> {
  const client = await newUser(stack, 'events');
  const avatarId = await client.createAvatar('Ash');
  await setSimulatorLatency(stack.simulatorUrl, holdMs);
  const { run } = await client.train(avatarId, {
    files: [],
    instructions: 'Keep answers short.',
    idempotencyKey: crypto.randomUUID(),
  });
  const address = { apiUrl: stack.apiUrl, token: client.token, runId: run.id };
  const analysed = phaseCompleted(address, 'pattern_analysis');
  await pauseWithin(client, run.id, 'pattern_analysis');
  await analysed;
  await setSimulatorLatency(stack.simulatorUrl, 0);
  return { user: client.user, token: client.token, runId: run.id };
}

async function pauseWithin(client: ApiClient, runId: string, phase: string): Promise<void> {
  while ((await client.run(runId)).progress.phase !== phase) await sleep(50);
  const { status } = await client.pause(runId);
  if (status !== 'paused') throw new Error(`The run is ${status}, not paused`);
}

function phaseCompleted(address: RunStreamAddress, phase: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = followRun(address, ({ type, data }) => {
      if (type !== 'phase_completed' || !data.includes(`"${phase}"`)) return;
      stream.close();
      resolve();
    });
    stream.opened.catch(reject);
  });
}
