import { createServer } from 'node:net';
import { portHolder } from './port-holder.ts';

/** A TCP port that the stack needs, and the environment variable that chooses another. */
export interface NeededPort {
  readonly port: number;
  readonly host: string;
  readonly variable: string;
  /** What it is for, such as `the web page and the API`. */
  readonly purpose: string;
}

/** Ports that other programs hold; the message names each, its holder where known, and the variable that changes it. */
export class PortInUseError extends Error {
  override name = 'PortInUseError';
}

/**
 * Checks that nothing listens on any of the ports.
 * @throws {PortInUseError} naming every port that is taken.
 */
export async function requireFreePorts(needed: readonly NeededPort[]): Promise<void> {
  const faults = await Promise.all(needed.map(describeIfTaken));
  const taken = faults.filter((fault) => fault !== undefined);
  if (taken.length > 0) throw new PortInUseError(taken.join('\n'));
}

/** Whether a server may listen on this port now. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function describeIfTaken({ port, host, variable, purpose }: NeededPort): Promise<string | undefined> {
  if (await isPortFree(port, host)) return undefined;
  const holder = await portHolder(port);
  const held = holder === undefined ? 'another program' : `process ${String(holder.pid)} (${holder.command})`;
  const other = `${variable}=${String(port + 1)} npm start`;
  return `Port ${String(port)}, for ${purpose}, is used by ${held}.\n  End that program, or choose another port: ${other}`;
}
