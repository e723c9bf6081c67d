/** What one run costs and leaves, as measured. */
export interface RunCost {
  /** Milliseconds of processor time, by who spends them. */
  readonly processorMs: Readonly<Record<'workers' | 'api' | 'temporal' | 'postgres', number>>;
  readonly transactions: number;
  /** Bytes of tables with their indexes, of the write-ahead log, of stored files, of Temporal's own store. */
  readonly rowBytes: number;
  readonly logBytes: number;
  readonly fileBytes: number;
  readonly temporalBytes: number;
  /** Temporal's reads and writes of its own store, and what Temporal Cloud would bill. */
  readonly persistenceOperations: number;
  readonly actions: number;
}

/** How many runs there are, and how full machines may be. */
export interface Load {
  readonly runsPerDay: number;
  /** Runs in the busiest second, divided by the mean. */
  readonly peakFactor: number;
  /** Share of a processor that is planned with, 0–1; the rest is for what is not planned. */
  readonly planned: number;
}

/** What a load needs of the machines and the stores. */
export interface Needs {
  readonly meanPerSecond: number;
  readonly peakPerSecond: number;
  /** Processors at the peak. */
  readonly processors: Readonly<Record<keyof RunCost['processorMs'], number>>;
  readonly transactionsPerSecond: number;
  readonly logBytesPerSecond: number;
  readonly persistencePerSecond: number;
  readonly actionsPerSecond: number;
  /** Bytes that a day adds. */
  readonly rowBytesPerDay: number;
  readonly fileBytesPerDay: number;
  readonly temporalBytesPerDay: number;
}

const secondsPerDay = 86_400;

/** Multiplies what one run costs by how many there are. Rates are those of the peak, what is kept is that of a whole day. */
export function needsOf(cost: RunCost, { runsPerDay, peakFactor, planned }: Load): Needs {
  const meanPerSecond = runsPerDay / secondsPerDay;
  const peakPerSecond = meanPerSecond * peakFactor;
  const processors = (ms: number): number => (peakPerSecond * ms) / 1_000 / planned;
  const { workers, api, temporal, postgres } = cost.processorMs;
  return {
    meanPerSecond,
    peakPerSecond,
    processors: {
      workers: processors(workers),
      api: processors(api),
      temporal: processors(temporal),
      postgres: processors(postgres),
    },
    transactionsPerSecond: peakPerSecond * cost.transactions,
    logBytesPerSecond: peakPerSecond * cost.logBytes,
    persistencePerSecond: peakPerSecond * cost.persistenceOperations,
    actionsPerSecond: peakPerSecond * cost.actions,
    rowBytesPerDay: runsPerDay * cost.rowBytes,
    fileBytesPerDay: runsPerDay * cost.fileBytes,
    temporalBytesPerDay: runsPerDay * cost.temporalBytes,
  };
}
