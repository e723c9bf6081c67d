import type { Invariant } from './invariant.ts';
import { verdictOf, type CheckedRow } from './violating-rows.ts';

/** Records of imports: every right one once, every wrong one reported. */
export const importsAreExact: Invariant = {
  name: 'imports_exact',
  title: 'an import has every right record of its file once, and a fault for every wrong one',
  check: async ({ owner, accepted }) => {
    const rows: CheckedRow[] = [];
    for (const { runId, expected } of accepted.filter(({ kind }) => kind === 'training_import')) {
      const [row] = await owner<CheckedRow[]>`
        with found as (
          select records,
            (select count(*)::int from avatar_training_examples where import_id = wanted.id) as examples,
            (select count(distinct import_record)::int from avatar_training_examples
              where import_id = wanted.id) as numbers,
            (select count(distinct instruction)::int from avatar_training_examples
              where import_id = wanted.id) as texts,
            (select count(distinct record)::int from training_import_faults
              where import_id = wanted.id) as faults
          from training_imports as wanted where id = ${runId}
        )
        select ${`import ${runId}`} as subject, case
          when (records, examples, numbers, texts, faults) is distinct from (${expected['records'] ?? 0}::int,
            ${expected['imported'] ?? 0}::int, ${expected['imported'] ?? 0}::int, ${expected['imported'] ?? 0}::int,
            ${expected['wrong'] ?? 0}::int)
          then format('%s records, %s examples of %s numbers and %s texts, %s faults; the file has %s, %s and %s wrong',
            records, examples, numbers, texts, faults, ${String(expected['records'])}::text,
            ${String(expected['imported'])}::text, ${String(expected['wrong'])}::text)
        end as fault from found`;
      rows.push(row ?? { subject: `import ${runId}`, fault: 'is not there' });
    }
    return verdictOf(rows);
  },
};
