import { z } from 'zod';

/** Request header by which a client says how it would like to be answered. */
export const preferHeaders = z.object({
  prefer: z.string().max(500).optional().meta({
    description: '`wait=N` (RFC 7240): answer when the work is done, if that is within N seconds',
    example: 'wait=60',
  }),
});

/**
 * Seconds that a client is willing to wait, from its `Prefer` header (RFC 7240); null where it says nothing, or nothing
 * that can be read: a preference that is not understood is ignored, as the RFC asks. Of several the first counts.
 *
 * @param most longest wait that is granted
 */
export function preferredWait(header: string | undefined, most: number): number | null {
  for (const preference of (header ?? '').split(',')) {
    const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference) ?? [];
    if (seconds !== undefined) return Math.min(most, Number(seconds));
  }
  return null;
}
