import { faultSchema } from './fault.ts';
import type { Fault } from './fault.ts';
import { invalidRequest } from '../http/provider-error.ts';

/** Name of the request header that injects a fault into one call. */
export const faultHeader = 'x-simulator-fault';

/**
 * Parses `kind[;param=value]…`, as in `rate_limit;retry_after=2`.
 *
 * @throws {ProviderError} 400 when the kind or a parameter is unknown: a typo must not look like a passed test.
 */
export function parseFaultHeader(header: string): Fault {
  const [kind = '', ...pairs] = header.split(';').map((part) => part.trim());
  const entries = pairs.map((pair) => {
    const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
    return [name, Number(value)] as const;
  });
  const parsed = faultSchema.strict().safeParse({ kind, ...Object.fromEntries(entries) });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidRequest(`Invalid '${faultHeader}' header: ${issue?.message ?? 'not understood'}`, faultHeader);
}
