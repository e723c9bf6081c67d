import { Client, Connection } from '@temporalio/client';

/** Has the sweep start what waits for it now, as an operator can in Temporal's UI, and not at its next half minute. */
export async function sweepNow(temporalAddress: string): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    await new Client({ connection }).schedule.getHandle('sweep-runs').trigger();
  } finally {
    await connection.close();
  }
}
