import type { InjectedFault } from '../faults/fault.ts';
import type { Verdict } from '../invariants/invariant.ts';
import type { LoadKindName } from '../load/load-kind.ts';
import type { UnfinishedRun } from '../observe/await-ends.ts';

/** What an invariant has found. */
export interface InvariantReport extends Verdict {
  readonly name: string;
  readonly title: string;
}

/** What was asked for of a kind, and how it ended. */
export interface LoadReport {
  readonly kind: LoadKindName;
  readonly accepted: number;
  readonly refused: number;
  /** Requests that were sent again since no answer came, or none that said anything about them. */
  readonly repeated: number;
  /** Runs by the status that they ended with. */
  readonly ends: Readonly<Record<string, number>>;
  /** Seconds from the request to the end, faults included. */
  readonly longestSeconds: number;
}

/** Everything that a run of chaos has found. */
export interface ChaosReport {
  readonly seed: number;
  readonly seconds: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Seconds from the end of the faults to the end of the last run. */
  readonly settlingSeconds: number;
  /** How the object storage failed: by being full, or where that cannot be arranged, by being away. */
  readonly storageFault: 'full' | 'away';
  readonly faults: readonly InjectedFault[];
  readonly load: readonly LoadReport[];
  readonly calls: { readonly paid: number; readonly repeated: number };
  /** Uploads that the API was killed in: their files are the sweep's to delete, a day later. */
  readonly uploadsLeftToSweep: number;
  readonly unfinished: readonly UnfinishedRun[];
  readonly invariants: readonly InvariantReport[];
}

/** Every violation, with the invariant that it violates. */
export function violationsOf({ invariants }: ChaosReport): string[] {
  return invariants.flatMap(({ name, violations }) => violations.map((violation) => `${name}: ${violation}`));
}
