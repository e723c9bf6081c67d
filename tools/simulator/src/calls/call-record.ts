/** One call to the simulated provider, as a checker sees it. */
export interface CallRecord {
  readonly id: number;
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  model: string | null;
  /** Name of the JSON schema that was asked for. */
  schema: string | null;
  /** First 16 hex digits of the key's SHA-256. */
  readonly key_hash: string | null;
  /** SHA-256 of the body: equal digests are the same call made twice. */
  request_digest: string | null;
  /** 499 when the client left before an answer began, as usual in access logs. */
  status: number | null;
  fault: string | null;
  duration_ms: number | null;
  /** Whether the answer was sent to its last byte. */
  completed: boolean;
  in_flight: boolean;
  /** Milliseconds by which the call came before the end of the last Retry-After given to its key; else null. */
  early_by_ms: number | null;
}
