import { portHolder } from '../processes/port-holder.ts';
import { isPortFree, type NeededPort } from '../processes/ports.ts';
import type { Finding } from './finding.ts';

/** One finding for each port that `npm start` needs. A port held by a stack that runs already is no fault. */
export async function checkPorts(
  needed: readonly NeededPort[],
  ownPids: readonly number[],
): Promise<Finding[]> {
  return Promise.all(
    needed.map(async ({ port, host, variable, purpose }): Promise<Finding> => {
      const subject = `Port ${String(port)}`;
      if (await isPortFree(port, host)) return { subject, state: 'ok', detail: `free, for ${purpose}` };
      const holder = await portHolder(port);
      if (holder !== undefined && ownPids.includes(holder.pid)) {
        return { subject, state: 'ok', detail: `used by the stack that runs now, for ${purpose}` };
      }
      const held =
        holder === undefined ? 'another program' : `process ${String(holder.pid)} (${holder.command})`;
      const advice = `end it, or choose another port: ${variable}=${String(port + 1)} npm start`;
      return { subject, state: 'missing', detail: `for ${purpose}, used by ${held}`, advice };
    }),
  );
}
