import { setTimeout as wait } from 'node:timers/promises';
import type { RandomSource } from '../random-source.ts';
import type { ChaosStack } from '../stack/start-chaos-stack.ts';
import { dealFaults } from './deal-faults.ts';
import type { InjectedFault, PlannedFault } from './fault.ts';
import { injectFault } from './inject-fault.ts';

/** How long faults are injected, and who is told. */
export interface FaultRun {
  /** Milliseconds. */
  readonly forMs: number;
  readonly random: RandomSource;
  /** Called before each fault; a fault waits for it. */
  readonly before: (fault: PlannedFault) => Promise<void>;
  readonly after: (fault: InjectedFault) => void;
  readonly signal: AbortSignal;
}

/**
 * Injects faults at random moments until the time is over, and waits until all is well. Faults of different targets
 * overlap; those of the same target come one after the other.
 *
 * @throws the first failure of a fault to be over
 */
export async function injectFaults(chaos: ChaosStack, run: FaultRun): Promise<InjectedFault[]> {
  const injected: InjectedFault[] = [];
  const lastOf = new Map<string, Promise<void>>();
  const end = performance.now() + run.forMs;
  const inject = async (fault: PlannedFault, earlier: Promise<void> | undefined): Promise<void> => {
    await earlier;
    if (performance.now() > end) return;
    await run.before(fault);
    const from = Date.now();
    await injectFault(chaos, fault);
    const done = { kind: fault.kind, target: fault.target, from, until: Date.now() };
    injected.push(done);
    run.after(done);
  };
  for (const fault of dealFaults(run.random)) {
    if (performance.now() + fault.gapMs > end) break;
    await wait(fault.gapMs, undefined, { signal: run.signal });
    const injecting = inject(fault, lastOf.get(fault.target));
    // What fails is thrown at the end, and must not end the process before.
    injecting.catch(() => undefined);
    lastOf.set(fault.target, injecting);
  }
  await Promise.all(lastOf.values());
  return injected.toSorted((one, other) => one.from - other.from);
}
