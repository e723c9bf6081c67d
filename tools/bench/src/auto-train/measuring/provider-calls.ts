import { z } from 'zod';

const reportSchema = z.object({
  total: z.int(),
  in_flight: z.int(),
  calls: z.array(
    z.object({ id: z.int(), request_digest: z.string().nullable(), status: z.int().nullable() }),
  ),
});

/** The provider's own book of the calls that were made to it since the counting began. */
export interface CallCount {
  /** Calls that have arrived, and those of them that are not answered yet. */
  readonly now: () => Promise<{ calls: number; inFlight: number }>;
  /**
   * Calls that were the same as one before, byte for byte: paid for again.
   *
   * @throws RangeError after more than the 10,000 calls that the simulator remembers
   */
  readonly repeated: () => Promise<number>;
}

/** Above the number of any call: asks for totals only. */
const none = Number.MAX_SAFE_INTEGER;

/** Begins to count the calls made to the simulator. Nobody else may be calling it. */
export async function countCalls(simulatorUrl: string): Promise<CallCount> {
  const ask = async (since: number) => {
    const response = await fetch(`${simulatorUrl}/admin/calls?since=${since}`);
    return reportSchema.parse(await response.json());
  };
  // Calls are numbered from 1 without a gap, and nothing resets the simulator during a bench.
  const { total: before } = await ask(none);
  return {
    async now() {
      const { total, in_flight: inFlight } = await ask(none);
      return { calls: total - before, inFlight };
    },
    async repeated() {
      const { total, calls } = await ask(before);
      if (calls.length < total - before) throw new RangeError('The simulator has forgotten the first calls');
      const digests = calls.flatMap(({ request_digest: digest }) => (digest === null ? [] : [digest]));
      return digests.length - new Set(digests).size;
    },
  };
}
