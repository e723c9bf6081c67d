import type { RandomSource } from '../random-source.ts';
import { allLinkEnds, type LinkEnds } from '../stack/link.ts';
import type { FaultKind, PlannedFault } from './fault.ts';

/** Processes that are killed; the worker twice as often, since it is the one that does the work. */
export const killedProcesses = ['worker', 'worker', 'api', 'postgres', 'temporal', 'simulator'] as const;

/** Milliseconds from one fault to the next. */
const gap = { least: 500, most: 5_000 };
/** Milliseconds that each kind lasts; kills end by themselves. */
const lasting: Record<FaultKind, { least: number; most: number }> = {
  kill: { least: 0, most: 0 },
  freeze: { least: 3_000, most: 12_000 },
  storage: { least: 1_000, most: 6_000 },
  cut: { least: 0, most: 2_500 },
  slow: { least: 2_000, most: 8_000 },
  torn_answers: { least: 1_500, most: 5_000 },
  lost_answers: { least: 500, most: 3_000 },
};
/** Milliseconds of delay; some are longer than what a client is willing to wait for. */
const latencies = [50, 200, 800, 2_500] as const;

/** Bytes of answers: within a handshake, a row, a result. */
const tearingBytes = [300, 1_500, 6_000, 30_000] as const;

/** The name of the volume among the targets of faults. */
export const volumeTarget = 'object storage';

/**
 * Faults without end, which follow from the seed. They are dealt from a deck that has each process to kill, each kind of
 * disturbance and the volume in it, and is shuffled when it is used up: so even a short run sees every kind.
 */
export function* dealFaults(random: RandomSource): Generator<PlannedFault, never, void> {
  for (;;) {
    const links = random.shuffled(allLinkEnds);
    const disturbances = (
      ['cut', 'slow', 'torn_answers', 'torn_answers', 'lost_answers', 'lost_answers'] as const
    ).map((kind, index) => ({ kind, target: nameOf(links[index % links.length]) }));
    const deck: { kind: FaultKind; target: string }[] = [
      ...killedProcesses.map((target) => ({ kind: 'kill' as const, target })),
      ...disturbances,
      { kind: 'freeze', target: 'worker' },
      { kind: 'storage', target: volumeTarget },
    ];
    for (const { kind, target } of random.shuffled(deck)) {
      const { least, most } = lasting[kind];
      yield {
        kind,
        target,
        gapMs: random.between(gap.least, gap.most),
        lastsMs: random.between(least, most),
        latencyMs: random.pick(latencies),
        tearAfterBytes: random.pick(tearingBytes),
      };
    }
  }
}

function nameOf(ends: LinkEnds | undefined): string {
  if (ends === undefined) throw new RangeError('There are no links');
  return `${ends.from} – ${ends.to}`;
}
