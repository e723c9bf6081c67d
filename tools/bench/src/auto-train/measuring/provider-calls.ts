import { z } from 'zod';

const reportSchema = z.object({
  total: z.int(),
  calls: z.array(
    z.object({ id: z.int(), request_digest: z.string().nullable(), status: z.int().nullable() }),
  ),
});

/** The provider's own book of the calls that were made to it since the counting began. */
export interface CallCount {
  /** Calls that have arrived. */
  readonly now: () => Promise<number>;
  /**
   * What a kill cost: calls that it cut off before their answer, and calls that were made again, byte for byte.
   *
   * @throws RangeError after more than the 10,000 calls that the simulator remembers
   */
  readonly paidTwice: () => Promise<{ cutOff: number; repeated: number }>;
}

/** Above the number of any call: asks for totals only. */
const none = Number.MAX_SAFE_INTEGER;
/** How the simulator records a call whose client left before the answer. */
const clientClosedRequest = 499;

/** Begins to count the calls made to the simulator. Nobody else may be calling it. */
export async function countCalls(simulatorUrl: string): Promise<CallCount> {
  const ask = async (since: number) => {
    const response = await fetch(`${simulatorUrl}/admin/calls?since=${since}`);
    return reportSchema.parse(await response.json());
  };
  // Calls are numbered from 1 without a gap, and nothing resets the simulator during a bench.
  const { total: before } = await ask(none);
  return {
    now: async () => (await ask(none)).total - before,
    async paidTwice() {
      const { total, calls } = await ask(before);
      if (calls.length < total - before) throw new RangeError('The simulator has forgotten the first calls');
      const digests = calls.flatMap(({ request_digest: digest }) => (digest === null ? [] : [digest]));
      return {
        cutOff: calls.filter(({ status }) => status === clientClosedRequest).length,
        repeated: digests.length - new Set(digests).size,
      };
    },
  };
}
