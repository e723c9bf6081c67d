import { z } from 'zod';

/** Request header by which a client says how it would like to be answered. */
export const preferHeaders = z.object({
  prefer: z.string().max(500).optional().meta({
    description:
      '`wait=N` (RFC 7240): answer when the work is done, if that is within N seconds. `respond-async`: answer at once.',
    example: 'wait=60',
  }),
});

/** Says which preference was met. */
export const preferenceHeaders = z.object({
  'preference-applied': z
    .string()
    .optional()
    .meta({ description: 'The preference that was met, `wait` as it was granted', example: 'wait=60' }),
});

/** What a client prefers: the seconds that it waits, and the answer's headers that say so. */
export type PreferredWait = { seconds: number; headers: { 'Preference-Applied': string } };

/**
 * How long a client is willing to wait, from its `Prefer` header (RFC 7240): `wait=N`, of several the first, or not at all
 * with `respond-async` alone. Null where it says nothing, or nothing that can be read: a preference that is not understood
 * is ignored, as the RFC asks.
 *
 * @param most longest wait that is granted, in seconds
 */
export function preferredWait(header: string | undefined, most: number): PreferredWait | null {
  const preferences = (header ?? '').split(',');
  for (const preference of preferences) {
    const [, wanted] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference) ?? [];
    if (wanted === undefined) continue;
    const seconds = Math.min(most, Number(wanted));
    return { seconds, headers: { 'Preference-Applied': `wait=${String(seconds)}` } };
  }
  if (!preferences.some((preference) => /^\s*respond-async\s*(?:;|$)/i.test(preference))) return null;
  return { seconds: 0, headers: { 'Preference-Applied': 'respond-async' } };
}
