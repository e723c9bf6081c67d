import { createHash } from 'node:crypto';
import type { CallRecord } from './call-record.ts';

/** What is known of a call when it arrives. */
export interface CallArrival {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
}

/** Totals since the start or the last reset, and the latest calls. */
export interface CallReport {
  readonly total: number;
  readonly in_flight: number;
  readonly by_path: Record<string, number>;
  readonly by_schema: Record<string, number>;
  readonly by_status: Record<string, number>;
  readonly by_fault: Record<string, number>;
  readonly early_after_rate_limit: number;
  readonly calls: readonly CallRecord[];
}

/** Remembers the calls made to the simulated provider. Totals count all; details are kept of the latest. */
export interface CallLog {
  arrive(arrival: CallArrival): CallRecord;
  finish(record: CallRecord, status: number, completed: boolean): void;
  /** Notes that a key was told to wait, from now on for so many milliseconds. */
  noteRetryAfter(record: CallRecord, waitMs: number): void;
  report(sinceId?: number): CallReport;
  reset(): void;
}

const kept = 10_000;
const maxKeyHashes = 10_000;

/** @param now clock in milliseconds since the epoch. */
export function createCallLog(now: () => number): CallLog {
  const keyHashes = new Map<string, string>();
  let lastId = 0;
  let totals = emptyTotals();
  let latest: CallRecord[] = [];
  let waits = new Map<string, number>();

  const hashOf = (key: string): string => {
    if (keyHashes.size > maxKeyHashes) keyHashes.clear();
    const hash = keyHashes.get(key) ?? createHash('sha256').update(key).digest('hex').slice(0, 16);
    keyHashes.set(key, hash);
    return hash;
  };

  return {
    arrive({ method, path, key }) {
      const at = now();
      const keyHash = key === undefined ? null : hashOf(key);
      const early = (keyHash === null ? 0 : (waits.get(keyHash) ?? 0)) - at;
      const record: CallRecord = {
        id: ++lastId,
        at: new Date(at).toISOString(),
        method,
        path,
        model: null,
        schema: null,
        key_hash: keyHash,
        request_digest: null,
        status: null,
        fault: null,
        duration_ms: null,
        completed: false,
        in_flight: true,
        early_by_ms: early > 0 ? early : null,
      };
      totals.total += 1;
      totals.inFlight += 1;
      if (early > 0) totals.early += 1;
      latest.push(record);
      if (latest.length >= 2 * kept) latest = latest.slice(-kept);
      return record;
    },
    finish(record, status, completed) {
      if (!record.in_flight) return;
      record.in_flight = false;
      record.status = status;
      record.completed = completed;
      record.duration_ms = now() - Date.parse(record.at);
      totals.inFlight = Math.max(0, totals.inFlight - 1);
      count(totals.byPath, record.path.replace(/\/(file|ftjob|ft)-[\w-]+/u, '/:id'));
      count(totals.byStatus, String(status));
      if (record.schema !== null) count(totals.bySchema, record.schema);
      if (record.fault !== null) count(totals.byFault, record.fault);
    },
    noteRetryAfter(record, waitMs) {
      if (record.key_hash !== null) waits.set(record.key_hash, now() + waitMs);
    },
    report(sinceId = 0) {
      return {
        total: totals.total,
        in_flight: totals.inFlight,
        by_path: Object.fromEntries(totals.byPath),
        by_schema: Object.fromEntries(totals.bySchema),
        by_status: Object.fromEntries(totals.byStatus),
        by_fault: Object.fromEntries(totals.byFault),
        early_after_rate_limit: totals.early,
        calls: latest.slice(-kept).filter(({ id }) => id > sinceId),
      };
    },
    reset() {
      totals = emptyTotals();
      latest = [];
      waits = new Map();
    },
  };
}

const emptyTotals = () => ({
  total: 0,
  inFlight: 0,
  early: 0,
  byPath: new Map<string, number>(),
  bySchema: new Map<string, number>(),
  byStatus: new Map<string, number>(),
  byFault: new Map<string, number>(),
});

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
