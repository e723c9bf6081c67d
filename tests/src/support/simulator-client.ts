import { z } from 'zod';

const callsSchema = z.object({
  total: z.number(),
  by_schema: z.record(z.string(), z.number()),
  early_after_rate_limit: z.number(),
  calls: z.array(
    z.looseObject({
      id: z.number(),
      schema: z.string().nullish(),
      request_digest: z.string(),
      status: z.number().nullish(),
      fault: z.string().nullish(),
      completed: z.boolean(),
    }),
  ),
});

/** Calls that the simulator has counted. */
export type SimulatorCalls = z.infer<typeof callsSchema>;

/** A fault for the simulator to inject. */
export type SimulatorFault = {
  kind: string;
  times?: number;
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
    calls: async (): Promise<SimulatorCalls> => callsSchema.parse(await send('GET', 'calls')),
  };
}
