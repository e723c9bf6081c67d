import { simulatorAdmin, type SimulatorCall } from '@understudy/stack/testing/simulator-client';

/** A call to the provider, with the life of the provider's process that it was made in. */
export type RecordedCall = SimulatorCall & { readonly life: number };

/** Keeps what was asked of the provider, which itself forgets it when it is killed. */
export interface ProviderCallRecorder {
  /** Reads the latest; called before the provider is killed, so that little is missed. */
  readonly read: () => Promise<void>;
  /** The provider's process is about to be killed: its numbers begin anew. */
  readonly nextLife: () => void;
  readonly calls: () => readonly RecordedCall[];
  readonly stop: () => Promise<void>;
}

const intervalMs = 250;

/** Begins to read the provider's record of calls four times a second. */
export function recordProviderCalls(simulatorUrl: string): ProviderCallRecorder {
  const admin = simulatorAdmin(simulatorUrl);
  const known = new Map<string, RecordedCall>();
  let life = 0;
  let settledUpTo = 0;
  const read = async (): Promise<void> => {
    const inLife = life;
    const { calls } = await admin.calls(settledUpTo);
    if (inLife !== life) return;
    for (const call of calls) known.set(`${String(life)}:${String(call.id)}`, { ...call, life });
    const open = calls.filter(({ in_flight: inFlight }) => inFlight).map(({ id }) => id);
    const last = calls.at(-1)?.id ?? settledUpTo;
    settledUpTo = Math.min(last, ...open.map((id) => id - 1));
  };
  let reading = Promise.resolve();
  // A provider that is away for the moment is asked again at the next tick.
  const timer = setInterval(() => (reading = read().catch(() => undefined)), intervalMs);
  return {
    read,
    nextLife() {
      life += 1;
      settledUpTo = 0;
    },
    calls: () => [...known.values()],
    async stop() {
      clearInterval(timer);
      await reading;
      await read();
    },
  };
}
