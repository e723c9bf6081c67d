import { z } from 'zod';

const callSchema = z.looseObject({
  id: z.number(),
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  model: z.string().nullish(),
  schema: z.string().nullish(),
  request_digest: z.string().nullable(),
  status: z.number().nullish(),
  fault: z.string().nullish(),
  duration_ms: z.number().nullish(),
  /** Whether the answer was sent to its last byte. */
  completed: z.boolean(),
  in_flight: z.boolean(),
  early_by_ms: z.number().nullish(),
});

const callsSchema = z.object({
  total: z.number(),
  in_flight: z.number(),
  by_schema: z.record(z.string(), z.number()),
  early_after_rate_limit: z.number(),
  calls: z.array(callSchema),
});

/** A call that the simulator was asked. */
export type SimulatorCall = z.infer<typeof callSchema>;

/** Calls that the simulator has counted. */
export type SimulatorCalls = z.infer<typeof callsSchema>;

/** A fault for the simulator to inject: `times` calls, or each with `probability`. */
export type SimulatorFault = {
  kind: string;
  times?: number | null;
  probability?: number;
  seed?: number;
  match?: Record<string, string>;
  retry_after?: number;
  latency_ms?: number;
};

/** The simulator's administration: latency, faults, and what was asked of it. */
export function simulatorAdmin(simulatorUrl: string) {
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${simulatorUrl}/admin/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`The simulator refused ${path}: ${await response.text()}`);
    return await response.json().catch(() => undefined);
  };
  return {
    reset: () => send('POST', 'reset'),
    latency: (ms: number) => send('POST', 'latency', { ms }),
    inject: (fault: SimulatorFault) => send('POST', 'faults', fault),
    /** Nothing goes wrong any more; what was counted stays. */
    clearFaults: () => send('DELETE', 'faults'),
    /** The latest 10,000 calls, or of them those with a higher ID than `since`. */
    calls: async (since = 0): Promise<SimulatorCalls> =>
      callsSchema.parse(await send('GET', `calls?since=${since}`)),
  };
}

/** Calls that were made again, byte for byte. */
export function countRepeated(calls: readonly SimulatorCall[]): number {
  const digests = calls.flatMap(({ request_digest: digest }) => (digest === null ? [] : [digest]));
  return digests.length - new Set(digests).size;
}
