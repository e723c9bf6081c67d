import { setTimeout as sleep } from 'node:timers/promises';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ApiDependencies } from '../dependencies.ts';

/** Milliseconds that each of the two may take to answer. */
const deadlineMs = 2_000;

/**
 * Asks the database and Temporal whether they are there.
 *
 * @throws UnderstudyError `database_unavailable` or `orchestrator_unavailable`; both faults are listed
 */
export async function checkReadiness({ database, temporal }: ApiDependencies): Promise<void> {
  const [databaseAnswer, temporalAnswer] = await Promise.allSettled([
    Promise.race([database.ping(), refusal()]),
    temporal.withDeadline(Date.now() + deadlineMs, () => temporal.workflowService.getSystemInfo({})),
  ]);
  const faults = [
    ...(databaseAnswer.status === 'fulfilled' ? [] : [databaseFault]),
    ...(temporalAnswer.status === 'fulfilled' ? [] : [temporalFault]),
  ];
  const [first] = faults;
  if (first !== undefined) {
    const message = faults.map(({ message: sentence }) => sentence).join(' ');
    throw new UnderstudyError(first.code, message, { faults });
  }
}

const databaseFault = {
  field: 'database',
  code: 'database_unavailable',
  message: 'The database does not answer.',
} as const;

const temporalFault = {
  field: 'temporal',
  code: 'orchestrator_unavailable',
  message: 'Temporal does not answer.',
} as const;

async function refusal(): Promise<never> {
  await sleep(deadlineMs, undefined, { ref: false });
  throw new Error('The database did not answer in time');
}
