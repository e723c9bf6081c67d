import { cpus } from 'node:os';

/** Milliseconds that all processors together have spent since the machine started. */
interface ProcessorTimes {
  readonly busy: number;
  readonly total: number;
}

function processorTimes(): ProcessorTimes {
  const times = cpus().map((cpu) => cpu.times);
  const total = times.reduce(
    (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
    0,
  );
  return { busy: total - times.reduce((sum, { idle }) => sum + idle, 0), total };
}

/**
 * Begins to watch all processors of the machine. The function returned answers with the share of their time, 0–1, that
 * was spent since by anybody, others on the machine included: near 1, figures speak of waiting for a processor.
 */
export function watchProcessors(): () => number {
  const before = processorTimes();
  return () => {
    const after = processorTimes();
    const total = after.total - before.total;
    return total === 0 ? 0 : (after.busy - before.busy) / total;
  };
}
