import type { Invariant } from './invariant.ts';
import { verdictOf, type CheckedRow } from './violating-rows.ts';

/** Events of runs are numbered without a gap, and an end is said once and last. */
export const eventLogsAreWhole: Invariant = {
  name: 'event_logs_whole',
  title:
    'events of a run are numbered without gap or double; its end is said once, and nothing but notes after it',
  check: async ({ owner }) => {
    const rows = await owner<CheckedRow[]>`
      with found as (
        select run.id, run.kind, run.attempt, run.last_sequence, run.status,
          count(event.sequence)::int as events, max(event.sequence) as last,
          count(*) filter (where event.type in ('run_completed', 'run_failed', 'run_cancelled'))::int as ends,
          (array_agg(event.type order by event.sequence desc) filter (where event.type <> 'note'))[1] as last_type,
          (array_agg(event.status order by event.sequence desc))[1] as last_status,
          count(*) filter (where event.type = 'run_started')::int as starts,
          (select count(*)::int from avatar_training_logs as log where log.run_id = run.id) as logged
        from runs as run left join run_events as event on event.run_id = run.id group by run.id
      )
      select kind || ' ' || id as subject, case
        when events <> last_sequence or last <> last_sequence or ends > attempt or last_status <> status
          or (status in ('completed', 'completed_with_errors', 'failed', 'cancelled')
            and last_type not in ('run_completed', 'run_failed', 'run_cancelled'))
          or (kind = 'training_session' and logged <> events)
        then format('%s events up to %s of %s, %s ends in %s attempts, last %s with %s while %s, %s lines of log',
          events, last, last_sequence, ends, attempt, last_type, last_status, status, logged)
      end as fault from found`;
    return verdictOf(rows);
  },
};
