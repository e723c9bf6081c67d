import { z } from 'zod';

const jobPath = /\/v1\/fine_tuning\/jobs\/(?<job>[^/]+)(?:\/(?:events|checkpoints))?$/;

const reportSchema = z.object({
  total: z.int(),
  calls: z.array(z.object({ method: z.string(), path: z.string(), at: z.iso.datetime() })),
});

/** The looks at jobs in some time, by the provider's own book. */
export interface Polls {
  /** Calls of any kind. */
  readonly calls: number;
  /** Jobs that were looked at. */
  readonly jobs: number;
  /** Milliseconds between two looks at the same job: the shortest of all, and the mean. */
  readonly shortestGapMs: number;
  readonly meanGapMs: number;
}

/** Above the number of any call: asks for totals only. */
const none = Number.MAX_SAFE_INTEGER;

/**
 * Begins to note the calls that are made to the simulator. The function returned answers with the looks at jobs since.
 *
 * @throws RangeError after more than the 10,000 calls that the simulator remembers
 */
export async function watchPolls(simulatorUrl: string): Promise<() => Promise<Polls>> {
  const ask = async (since: number) => {
    const response = await fetch(`${simulatorUrl}/admin/calls?since=${String(since)}`);
    return reportSchema.parse(await response.json());
  };
  const { total: before } = await ask(none);
  return async () => {
    const { total, calls } = await ask(before);
    if (calls.length < total - before) throw new RangeError('The simulator has forgotten the first calls');
    return { calls: calls.length, ...gapsOf(calls) };
  };
}

/** How far the looks at each job are apart. Calls are in the order of their arrival. */
export function gapsOf(
  calls: readonly { method: string; path: string; at: string }[],
): Pick<Polls, 'jobs' | 'shortestGapMs' | 'meanGapMs'> {
  const lastLook = new Map<string, number>();
  const gaps: number[] = [];
  for (const { method, path, at } of calls) {
    const job = jobPath.exec(path)?.groups?.['job'];
    if (method !== 'GET' || job === undefined) continue;
    const moment = Date.parse(at);
    const before = lastLook.get(job);
    if (before !== undefined) gaps.push(moment - before);
    lastLook.set(job, moment);
  }
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  return {
    jobs: lastLook.size,
    shortestGapMs: gaps.reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY),
    meanGapMs: gaps.length === 0 ? Number.NaN : sum / gaps.length,
  };
}
