import type { Printer } from '../../report/printer.ts';
import type { PeerName } from '../peers/peer.ts';
import type { MeasuredSystem } from '../systems/measured-system.ts';
import type { ProductSystem } from '../systems/product-system.ts';

/** What a scenario measures with. All systems are warm. */
export interface BenchParts {
  readonly print: Printer;
  readonly simulatorUrl: string;
  readonly product: ProductSystem;
  /** Runs each peer, or only those named, one after the other. */
  readonly eachPeer: (
    use: (peer: MeasuredSystem) => Promise<void>,
    names?: readonly PeerName[],
  ) => Promise<void>;
}

/** A situation in which systems are measured; `--only` chooses by name. */
export interface Scenario {
  readonly name: string;
  readonly run: (parts: BenchParts) => Promise<void>;
}

/** @throws Error where rows were lost or doubled: figures would be about the wrong thing */
export function insistOnRows(title: string, rows: { lost: number; doubled: number }): void {
  if (rows.lost + rows.doubled === 0) return;
  throw new Error(`${title}: ${rows.lost} rows lost, ${rows.doubled} doubled`);
}

/** Bytes in MB of 10⁶, as limits are given. */
export function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : bytes / 1e6;
}
