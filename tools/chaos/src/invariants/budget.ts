import type { Invariant } from './invariant.ts';
import { verdictOf, type CheckedRow } from './violating-rows.ts';

/** The books are balanced: nothing is set aside for ever, and accounts are the sums of their entries. */
export const booksBalance: Invariant = {
  name: 'books_balance',
  title: 'nothing stays reserved, and accounts are the sums of the calls that were settled',
  check: async ({ owner }) => {
    const runs = await owner<CheckedRow[]>`
      with found as (
        select account.*, run.kind,
          (select count(*)::int from budget_ledger as entry where entry.run_id = account.run_id
            and entry.state = 'reserved') as open,
          (select coalesce(sum(settled_usd), 0) from budget_ledger as entry where entry.run_id = account.run_id) as usd,
          (select coalesce(sum(settled_tokens), 0) from budget_ledger as entry where entry.run_id = account.run_id) as tokens,
          (select count(*)::int from provider_calls as call where call.run_id = account.run_id
            and not exists (
            select from budget_ledger as entry where entry.run_id = call.run_id and entry.call_key = call.call_key
              and entry.state = 'settled')) as unsettled
        from budget_runs as account join runs as run on run.id = account.run_id
      )
      select kind || ' ' || run_id as subject, case
        when open > 0 or reserved_usd <> 0 or reserved_tokens <> 0 or spent_usd <> usd or spent_tokens <> tokens
          or unsettled > 0
        then format('%s calls reserved, %s USD and %s tokens; spent %s USD and %s tokens, settled %s and %s; %s answers not settled',
          open, reserved_usd, reserved_tokens, spent_usd, spent_tokens, usd, tokens, unsettled)
      end as fault from found`;
    const months = await owner<CheckedRow[]>`
      with found as (
        select account.*,
          (select coalesce(sum(settled_usd), 0) from budget_ledger as entry
            where entry.user_id = account.user_id and entry.month = account.month) as usd,
          (select coalesce(sum(settled_tokens), 0) from budget_ledger as entry
            where entry.user_id = account.user_id and entry.month = account.month) as tokens
        from budget_months as account
      )
      select user_id || ' in ' || month as subject, case
        when reserved_usd <> 0 or reserved_tokens <> 0 or spent_usd <> usd or spent_tokens <> tokens
        then format('%s USD and %s tokens reserved; spent %s and %s, settled %s and %s', reserved_usd, reserved_tokens,
          spent_usd, spent_tokens, usd, tokens)
      end as fault from found`;
    return verdictOf([...runs, ...months]);
  },
};
