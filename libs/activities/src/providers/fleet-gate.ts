import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import { listenToProviderPauses, pauseProvider, takeCallPlaces } from '@understudy/db/fleet/provider-paces';
import type { Subscription } from '@understudy/db/listening/listen-to-channel';
import { z } from 'zod';
import { createGroupCommit, type GroupCommit } from '../runs/group-commit.ts';
import type { ProviderName } from './chat-model.ts';
import { createProviderGate, type ProviderGate } from './provider-gate.ts';

/** Calls a minute that all workers together may make; a provider that is not named has no limit of ours. */
export type RateLimits = Partial<Record<ProviderName, number>>;

/** A gate that all workers share. */
export type FleetGate = ProviderGate & { end(): Promise<void> };

const betweenAttemptsMs = 1_000;
const providerSchema = z.enum(['openai', 'huggingface', 'lora', 'together', 'fireworks']);

/**
 * A gate for the whole fleet: when one worker is told to wait, all of them wait, those included that are started
 * meanwhile; and a rate limit holds for all of them together. While the database is away each worker keeps to what it
 * has been told itself.
 */
export function createFleetGate(database: Database, rateLimits: RateLimits = {}): FleetGate {
  const local = createProviderGate();
  const ending = new AbortController();
  const listening = listenUntilItSucceeds(database, local, ending.signal);
  const places = new Map(
    Object.entries(rateLimits).map(([provider, perMinute]) => [
      provider,
      placesFor(database, provider, perMinute),
    ]),
  );
  return {
    closedFor: local.closedFor,
    pass: (provider, signal) => local.pass(provider, signal),
    async admit(provider, signal) {
      const dueAt = await places.get(provider)?.(undefined);
      const delay = dueAt === undefined ? 0 : dueAt - performance.now();
      if (delay > 0) await wait(delay, undefined, { signal });
    },
    close(provider, milliseconds) {
      local.close(provider, milliseconds);
      pauseProvider(database, { provider, milliseconds }).catch(() => undefined);
    },
    async end() {
      ending.abort();
      await (await listening)?.close();
    },
  };
}

/** Takes places for all calls that wait at the same time by one query; each gets the time at which it is due. */
function placesFor(database: Database, provider: string, perMinute: number): GroupCommit<undefined, number> {
  return createGroupCommit({
    most: 1_000,
    async write(group) {
      const taken = await takeCallPlaces(database, { provider, calls: group.length, perMinute });
      const now = performance.now();
      return group.map((_, index) => now + taken.firstAfterMs + index * taken.eachMs);
    },
  });
}

async function listenUntilItSucceeds(
  database: Database,
  local: ProviderGate,
  signal: AbortSignal,
): Promise<Subscription | undefined> {
  while (!signal.aborted) {
    try {
      return await listenToProviderPauses(database, ({ provider, milliseconds }) => {
        local.close(providerSchema.parse(provider), milliseconds);
      });
    } catch {
      await wait(betweenAttemptsMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}
