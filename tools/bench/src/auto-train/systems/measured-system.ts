import type { BatchShape } from '../batch-shape.ts';

/** Something that can be asked for a batch of examples: the product, or a peer. */
export interface MeasuredSystem {
  /** Its key in the JSON report. */
  readonly name: string;
  readonly title: string;
  readonly isDurable: boolean;
  /** Asks for a batch. Resolves when the system has been asked, not when it is done. */
  readonly begin: (batch: BatchShape) => Promise<RunningBatch>;
  /** The process that does the work; undefined while it is not running. */
  readonly pid: () => number | undefined;
  /** Ends that process by SIGKILL and has it started again. Resolves when it is ready. */
  readonly killAndRestart: () => Promise<void>;
  /** What is in its database for a batch, counted by SQL. */
  readonly countRows: (batch: BatchShape) => Promise<RowCounts>;
  readonly stop: () => Promise<void>;
}

/** A batch under way. */
export interface RunningBatch {
  /** Resolves when the system says that all is done. */
  readonly done: Promise<void>;
}

/** Rows of a batch. */
export interface RowCounts {
  /** Items of the batch without a row. */
  readonly lost: number;
  /** Rows beyond the first of their item. */
  readonly doubled: number;
}

/** From rows and different items among them to what is lost and doubled of a batch. */
export function rowCounts(numExamples: number, found: { rows: number; items: number }): RowCounts {
  return { lost: numExamples - found.items, doubled: found.rows - found.items };
}
