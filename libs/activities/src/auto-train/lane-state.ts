import type { AutoTrainSettings } from '@understudy/db/auto-train/auto-train-settings';
import type { ProviderCall } from '@understudy/db/provider-calls/provider-calls';
import type { LaneStop } from '@understudy/domain/auto-train/auto-train-contract';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type PQueue from 'p-queue';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';
import type { LaneWriters } from './lane-writers.ts';

/** Why a member of the ensemble or the judge gave nothing. */
export type MemberFailure = { code: ProblemCode; message: string };

/** Who may fail without failing the item: a member of the ensemble, by its index, or the judge. */
export type Seat = number | 'judge';

/** What all items of a lane share while it runs. */
export type Lane = {
  dependencies: AutoTrainDependencies;
  reference: AutoTrainReference;
  settings: AutoTrainSettings;
  /** The window: calls of this lane that are under way. What began before comes before what has not begun. */
  window: PQueue;
  writers: LaneWriters;
  /** Answers of earlier executions, by the keys of their calls. */
  recordedCalls: ReadonlyMap<string, ProviderCall>;
  /** Those whom this lane need not ask again, as their key was rejected or their model is gone. */
  brokenSeats: Map<Seat, MemberFailure>;
  /** Failures of members and of the judge that the run was told of. */
  notedFailures: Set<string>;
  /** Why nothing new is begun; null while all is well. Set once. */
  stop: { reason: Exclude<LaneStop, 'done'> | null };
};

/** Thrown where an item is not begun, because its lane stops. Nothing of it is lost. */
export class LaneStopped extends Error {
  override readonly name = 'LaneStopped';
}

/** Refuses to begin an item when its lane stops; what has begun is finished. */
export function refuseWhenStopped(lane: Pick<Lane, 'stop'>, { first }: { first: boolean }): void {
  if (first && lane.stop.reason !== null) throw new LaneStopped();
}
