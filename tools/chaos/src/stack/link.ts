/** Who speaks with whom over a link. */
export interface LinkEnds {
  readonly from: 'worker' | 'api';
  readonly to: 'postgres' | 'temporal' | 'simulator';
}

/** The ends of all links. */
export const allLinkEnds: readonly LinkEnds[] = (['worker', 'api'] as const).flatMap((from) =>
  (['postgres', 'temporal', 'simulator'] as const).map((to) => ({ from, to })),
);

/** The connections from one process to another, which can be disturbed. Each method resolves when all is well again. */
export interface Link extends LinkEnds {
  readonly name: string;
  /** Ends all connections at once and refuses new ones for so many milliseconds. */
  readonly cut: (ms: number) => Promise<void>;
  /** Delays every answer by so many milliseconds, give or take half of it, for so long. */
  readonly slow: (latencyMs: number, ms: number) => Promise<void>;
  /** Cuts each connection when so many bytes of answers have come over it, for so many milliseconds. */
  readonly tearAnswers: (afterBytes: number, ms: number) => Promise<void>;
  /** Lets requests arrive and no answer come back for so many milliseconds, and then ends the connections. */
  readonly loseAnswers: (ms: number) => Promise<void>;
}
