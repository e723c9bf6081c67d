import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What figures depend on besides the product. */
export interface Machine {
  readonly processors: number;
  readonly processor_model: string;
  readonly memory_gib: number;
  /** Processes that ran or waited to run: means of the last 1, 5 and 15 minutes. */
  readonly load_average: readonly number[];
  readonly node: string;
  readonly platform: string;
}

/** Load for each processor from which on others take time that the figures then include. */
const busyLoad = 0.5;

/** The machine as it is now. Asked before anything is started, its load is that of others. */
export function describeMachine(): Machine {
  return {
    processors: availableParallelism(),
    processor_model: cpus()[0]?.model.trim() ?? 'unknown',
    memory_gib: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    load_average: loadavg().map((load) => Math.round(load * 100) / 100),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** A line on the machine, for people. */
export function machineLine(machine: Machine): string {
  const { processors, processor_model, memory_gib, load_average, node, platform } = machine;
  return `${processors} × ${processor_model} · ${memory_gib} GiB · ${platform} · Node ${node} · load average ${load_average.join(', ')}`;
}

/** Why the figures of a machine mean little; null where it was quiet. */
export function loadWarning({ processors, load_average: [lastMinute = 0] }: Machine): string | null {
  if (lastMinute < busyLoad * processors) return null;
  return (
    `The machine is busy: a load of ${lastMinute.toFixed(2)} on ${processors} processors before anything was started. ` +
    'Times include waiting for a processor and mean little; ratios mean a little more.'
  );
}
