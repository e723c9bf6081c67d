import { setTimeout as wait } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '@understudy/stack/stack/stack-plan';
import type { ChaosStack } from '../stack/start-chaos-stack.ts';
import type { Link } from '../stack/link.ts';
import type { PlannedFault } from './fault.ts';

/** Milliseconds that a killed process may take until it is ready again, on a machine that is busy. */
const backWithinMs = 120_000;

/**
 * Makes one thing go wrong.
 *
 * @returns when all is well again
 * @throws Error when a killed process does not come back
 */
export async function injectFault(chaos: ChaosStack, fault: PlannedFault): Promise<void> {
  const { kind, target, lastsMs, latencyMs, tearAfterBytes } = fault;
  switch (kind) {
    case 'kill':
      return await killAndAwait(chaos, target);
    case 'freeze':
      return await freeze(chaos, target, lastsMs);
    case 'storage':
      await chaos.volume.fail();
      await wait(lastsMs);
      return await chaos.volume.heal();
    case 'cut':
      return await linkOf(chaos, target).cut(lastsMs);
    case 'slow':
      return await linkOf(chaos, target).slow(latencyMs, lastsMs);
    case 'torn_answers':
      return await linkOf(chaos, target).tearAnswers(tearAfterBytes, lastsMs);
    case 'lost_answers':
      return await linkOf(chaos, target).loseAnswers(lastsMs);
  }
}

async function killAndAwait({ stack }: ChaosStack, target: string): Promise<void> {
  const service = stack.process(serviceOf(target));
  await service.kill('SIGKILL');
  const back = await Promise.race([
    service.ready.then(() => true),
    wait(backWithinMs, false, { ref: false }),
  ]);
  if (!back) throw new Error(`${target} was killed and was not back within ${String(backWithinMs / 1000)} s`);
}

async function freeze({ stack }: ChaosStack, target: string, ms: number): Promise<void> {
  const service = stack.process(serviceOf(target));
  await service.kill('SIGSTOP');
  await wait(ms);
  await service.kill('SIGCONT');
}

function serviceOf(target: string): ServiceName {
  const name = serviceNames.find((service) => service === target);
  if (name === undefined) throw new Error(`There is no process ${target}`);
  return name;
}

function linkOf({ links }: ChaosStack, target: string): Link {
  const link = links.find(({ name }) => name === target);
  if (link === undefined) throw new Error(`There is no link ${target}`);
  return link;
}
