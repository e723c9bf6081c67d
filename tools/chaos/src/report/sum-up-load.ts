import type { Sql } from 'postgres';
import { loadKinds } from '../load/load-kind.ts';
import type { Load } from '../load/submit-load.ts';
import type { LoadReport } from './chaos-report.ts';

interface EndRow {
  readonly id: string;
  readonly status: string;
  readonly seconds: number | null;
}

/** Counts what was asked for by kind, and how the runs ended. */
export async function sumUpLoad(owner: Sql, { accepted, refused }: Load): Promise<LoadReport[]> {
  const rows = await owner<EndRow[]>`
    select id, status, extract(epoch from finished_at - created_at)::float8 as seconds from runs`;
  const runs = new Map(rows.map((row) => [row.id, row]));
  return loadKinds.map((kind) => {
    const own = accepted.filter((request) => request.kind === kind);
    const ends: Record<string, number> = {};
    for (const { runId } of own) {
      const status = runs.get(runId)?.status ?? 'not there';
      ends[status] = (ends[status] ?? 0) + 1;
    }
    return {
      kind,
      accepted: own.length,
      refused: refused.filter((request) => request.kind === kind).length,
      repeated: own.reduce((sum, { sent }) => sum + sent - 1, 0),
      ends,
      longestSeconds: Math.max(0, ...own.map(({ runId }) => runs.get(runId)?.seconds ?? 0)),
    };
  });
}
