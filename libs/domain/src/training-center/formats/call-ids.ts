import type { Turn } from '../examples/turn.ts';

/**
 * Gives an ID to every tool call and to every answer that has none, for formats that know no IDs: `call_1`, `call_2` and
 * so on through a conversation; answers belong to the calls in their order. IDs that are there stay.
 */
export function fillCallIds(turns: readonly Turn[]): Turn[] {
  if (turns.every((turn) => turn.role !== 'tool' && turn.tool_calls === undefined)) return [...turns];
  let count = 0;
  let waiting: string[] = [];
  return turns.map((turn) => {
    if (turn.tool_calls !== undefined) {
      const calls = turn.tool_calls.map((call) => {
        count += 1;
        return call.id === '' ? { ...call, id: `call_${String(count)}` } : call;
      });
      waiting = calls.map(({ id }) => id);
      return { ...turn, tool_calls: calls };
    }
    if (turn.role !== 'tool') return turn;
    const id = turn.tool_call_id ?? waiting[0];
    waiting = waiting.filter((open) => open !== id);
    return id === undefined ? turn : { ...turn, tool_call_id: id };
  });
}

/** Whether `fillCallIds` would give the same IDs if all of them were taken away. */
export function hasFillableCallIds(turns: readonly Turn[]): boolean {
  const filled = fillCallIds(turns.map(withoutIds));
  return turns.every((turn, index) => {
    const again = filled[index];
    return (
      again?.tool_call_id === turn.tool_call_id &&
      (turn.tool_calls ?? []).every(({ id }, call) => again?.tool_calls?.[call]?.id === id)
    );
  });
}

function withoutIds({ role, content, tool_calls: calls }: Turn): Turn {
  if (calls === undefined) return { role, content };
  return { role, content, tool_calls: calls.map((call) => ({ ...call, id: '' })) };
}
