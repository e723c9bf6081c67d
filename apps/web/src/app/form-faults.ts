import type { z } from 'zod';

/** The faults that a schema finds, each under the dotted path of its field, as the API names it. */
export function faultsOf(error: z.ZodError): Record<string, string> {
  const faults = error.issues.map(({ path, message }) => [path.map(String).join('.'), message]);
  return Object.fromEntries(faults.toReversed());
}

/** The fault of a field, or else the first one inside it: that of `genres.0` belongs to `genres`. */
export function faultAt(faults: Record<string, string>, field: string): string | null {
  const inside = Object.keys(faults).find((path) => path.startsWith(`${field}.`));
  return faults[field] ?? (inside === undefined ? null : (faults[inside] ?? null));
}
