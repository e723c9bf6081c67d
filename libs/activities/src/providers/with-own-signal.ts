/**
 * Works with a signal that is aborted when the given one is, and lives no longer than the work. For whoever leaves its
 * listener on the signal, as the official OpenAI client does: on the signal of a lane they would pile up, each keeps what
 * belongs to its call, and each new one is compared with all before it (measured: 245 µs a call instead of 120 in the
 * first 12,000 calls).
 */
export async function withOwnSignal<Result>(
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const own = new AbortController();
  const abort = () => own.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await work(own.signal);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
