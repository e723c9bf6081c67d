import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database.ts';
import { listenToChannel, type Subscription } from '../listening/listen-to-channel.ts';
import { providerPaces } from '../schema/fleet.ts';

/** A provider that is to be left alone, and for how many milliseconds from now. */
export type ProviderPause = { provider: string; milliseconds: number };

const channel = 'provider_pauses';

/** Has the whole fleet leave a provider alone; a pause that lasts longer stays. */
export async function pauseProvider(
  { db }: Database,
  { provider, milliseconds }: ProviderPause,
): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${milliseconds / 1000}::double precision)`;
  await db.execute(sql`
    with paused as (
      insert into ${providerPaces} as pace (provider, paused_until) values (${provider}, ${until})
      on conflict (provider) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)
    )
    select pg_notify(${channel}, ${JSON.stringify({ provider, milliseconds })})
  `);
}

const pause = z.object({ provider: z.string(), milliseconds: z.number() });

/** Pauses that have not ended. */
export async function listProviderPauses({ db }: Database): Promise<ProviderPause[]> {
  const found = await db.execute(sql`
    select provider, 1000 * extract(epoch from paused_until - clock_timestamp())::double precision as milliseconds
    from ${providerPaces} where paused_until > clock_timestamp()
  `);
  return z.array(pause).parse(found.rows);
}

/**
 * Calls `onPause` for every pause of the fleet: those that have not ended, those to come, and after a lost connection
 * those that were missed.
 *
 * @throws UnderstudyError `database_unavailable` where the first subscription fails
 */
export async function listenToProviderPauses(
  database: Database,
  onPause: (pause: ProviderPause) => void,
): Promise<Subscription> {
  const catchUp = async () => {
    for (const open of await listProviderPauses(database)) onPause(open);
  };
  const subscription = await listenToChannel(database, {
    channel,
    onPayload: (payload) => onPause(pause.parse(JSON.parse(payload))),
    onReconnect: () => void catchUp().catch(() => undefined),
  });
  await catchUp();
  return subscription;
}

const taken = z.tuple([z.object({ milliseconds: z.number() })]);

/**
 * Takes places for calls in the fleet's rate, and says how many milliseconds from now the first of them is due, less than
 * 0 after a quiet time: up to a second's worth of calls may come at once then. Each further one is due 60,000 ÷
 * `perMinute` milliseconds later. The generic cell rate algorithm (ITU-T I.371): one figure for each provider, and no window whose edge is a burst.
 */
export async function takeCallPlaces(
  { db }: Database,
  { provider, calls, perMinute }: { provider: string; calls: number; perMinute: number },
): Promise<{ firstAfterMs: number; eachMs: number }> {
  const eachMs = 60_000 / perMinute;
  const span = sql`make_interval(secs => ${(calls * eachMs) / 1000}::double precision)`;
  const earliest = sql`clock_timestamp() - interval '1 second'`;
  const rows = await db.execute(sql`
    insert into ${providerPaces} as pace (provider, next_call_at) values (${provider}, ${earliest} + ${span})
    on conflict (provider) do update set next_call_at = greatest(pace.next_call_at, ${earliest}) + ${span}
    returning 1000 * extract(epoch from next_call_at - ${span} - clock_timestamp())::double precision as milliseconds
  `);
  const [{ milliseconds }] = taken.parse(rows.rows);
  return { firstAfterMs: milliseconds, eachMs };
}
