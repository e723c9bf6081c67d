import type { Invariant } from './invariant.ts';
import { verdictOf, type CheckedRow } from './violating-rows.ts';

/** Files, messages, examples and the version of a session, each once. */
export const sessionsAreWhole: Invariant = {
  name: 'sessions_whole',
  title: 'a session has each message of each file, each example and one version, once',
  check: async ({ owner, accepted }) => {
    const sessions = accepted.filter(({ kind }) => kind === 'training_session');
    const rows: CheckedRow[] = [];
    for (const { runId, expected } of sessions) {
      const [row] = await owner<CheckedRow[]>`
        with session as (select * from avatar_training_data where run_id = ${runId}),
        found as (
          select
            (select count(*)::int from avatar_training_files where training_data_id = session.id
              and status = 'extracted') as files,
            (select coalesce(sum(message_count), 0)::int from conversations
              where training_data_id = session.id) as messages,
            (select coalesce(sum(pair_count), 0)::int from conversations
              where training_data_id = session.id) as pairs,
            (select count(*)::int from avatar_training_examples
              where training_data_id = session.id) as examples,
            (select count(distinct (conversation_id, position))::int from avatar_training_examples
              where training_data_id = session.id) as places,
            (select count(*)::int from avatar_prompt_versions where training_data_id = session.id) as versions
          from session
        )
        select ${`session of run ${runId}`} as subject, case
          when (files, messages, versions) is distinct from (${expected['files'] ?? 0}::int,
            ${expected['messages'] ?? 0}::int, 1) or pairs <> examples or places <> examples
          then format('%s files, %s messages, %s pairs, %s examples at %s places, %s versions; asked for %s files, %s messages',
            files, messages, pairs, examples, places, versions, ${String(expected['files'])}::text,
            ${String(expected['messages'])}::text)
        end as fault from found`;
      rows.push(row ?? { subject: `session of run ${runId}`, fault: 'is not there' });
    }
    return verdictOf(rows);
  },
};
