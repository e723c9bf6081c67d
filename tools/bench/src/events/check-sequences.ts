/** What is wrong with the events that a client has received. */
export interface SequenceFaults {
  readonly lost: number;
  readonly doubled: number;
  /** Events that came after one with a higher number. */
  readonly disordered: number;
}

/** Compares the sequence numbers that arrived, in the order in which they did, with those that were written. */
export function checkSequences(written: readonly number[], received: readonly number[]): SequenceFaults {
  const distinct = new Set(received);
  return {
    lost: written.filter((sequence) => !distinct.has(sequence)).length,
    doubled: received.length - distinct.size,
    disordered: received.filter((sequence, index) => index > 0 && sequence < (received[index - 1] ?? 0))
      .length,
  };
}
