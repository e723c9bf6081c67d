import { findExecutable, isExecutable } from '../processes/find-executable.ts';
import type { Settings } from '../settings/environment.ts';
import { cachedCliPath } from '../temporal/resolve-cli.ts';
import { servesNamespace } from '../temporal/server.ts';
import type { Finding } from './finding.ts';

const subject = 'Temporal';
/** Milliseconds to wait for the download service. */
const reachTimeout = 5_000;

/** Whether `npm start` can have a Temporal server, by the same order of ways as it takes. */
export async function checkTemporal(settings: Settings, binaryFolder: string): Promise<Finding> {
  const { address, namespace } = settings.temporal;
  if (address !== undefined) return checkGiven(address, namespace);
  const onPath = await findExecutable('temporal');
  if (onPath !== undefined) return { subject, state: 'ok', detail: onPath };
  const cached = cachedCliPath(binaryFolder);
  if (await isExecutable(cached)) return { subject, state: 'ok', detail: cached };
  if (await downloadServiceAnswers()) return { subject, state: 'ok', detail: '`npm start` downloads it' };
  const go = await findExecutable('go');
  if (go !== undefined) {
    return { subject, state: 'ok', detail: `\`npm start\` builds it with ${go} (3–4 minutes, once)` };
  }
  return {
    subject,
    state: 'missing',
    detail: 'no `temporal` on PATH, its download service cannot be reached, and Go is not installed',
    advice: 'install the Temporal CLI (docs.temporal.io/cli) or Go (go.dev/dl), or set TEMPORAL_ADDRESS',
  };
}

async function checkGiven(address: string, namespace: string): Promise<Finding> {
  if (await servesNamespace(address, namespace))
    return { subject, state: 'ok', detail: `TEMPORAL_ADDRESS=${address}` };
  const detail = `no server with the namespace ${namespace} answers at TEMPORAL_ADDRESS=${address}`;
  return { subject, state: 'missing', detail, advice: 'start it, or unset TEMPORAL_ADDRESS' };
}

async function downloadServiceAnswers(): Promise<boolean> {
  return fetch('https://temporal.download/', {
    method: 'HEAD',
    signal: AbortSignal.timeout(reachTimeout),
  }).then(
    () => true,
    () => false,
  );
}
