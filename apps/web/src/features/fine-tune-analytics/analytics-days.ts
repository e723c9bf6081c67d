import type { Analytics } from '@understudy/domain/fine-tune-analytics/analytics';

const millisecondsPerDay = 86_400_000;

/** First and last day of what is looked at, both as YYYY-MM-DD and both inside. */
export type Period = { from: string; to: string };

/**
 * The last days of a time zone, today among them.
 *
 * @param count days, 1 or more
 */
export function lastDays(count: number, now: Date, timeZone: string): Period {
  const to = dayIn(now, timeZone);
  return { from: dayBefore(to, count - 1), to };
}

/** Days of a period, its ends among them; negative or 0 where it ends before it begins. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsPerDay) + 1;
}

/** Every day of a period in its order. */
export function daysOf({ from, to }: Period): string[] {
  const count = Math.max(0, lengthOf({ from, to }));
  return Array.from({ length: count }, (_, index) => dayBefore(to, count - 1 - index));
}

/** What training took on one day. */
export type TrainingOfDay = Omit<Analytics['training'][number], 'trained_tokens'> & { tokens: number };

/** Every day of the period, also those without any training. */
export function trainingByDay(analytics: Analytics): TrainingOfDay[] {
  return daysOf(analytics).map((date) => {
    const found = analytics.training.find((day) => day.date === date);
    return { date, jobs: found?.jobs ?? 0, tokens: found?.trained_tokens ?? 0, cost: found?.cost ?? 0 };
  });
}

/** A model that has answered, its messages in all, and the key of its column in each day. */
export type ChatModel = { key: string; model: string; tuned: boolean; messages: number };

/** Who has answered, the one with the most messages first. */
export function chatModels({ chat }: Pick<Analytics, 'chat'>): ChatModel[] {
  const sums = new Map<string, Omit<ChatModel, 'key'>>();
  for (const { model, tuned, messages } of chat) {
    const known = sums.get(model)?.messages ?? 0;
    sums.set(model, { model, tuned, messages: known + messages });
  }
  // Charts read a dot in a key as a path, and names of models have dots.
  return [...sums.values()]
    .toSorted((one, other) => other.messages - one.messages)
    .map((model, index) => ({ key: `model${String(index)}`, ...model }));
}

/** What the chat was on one day: all messages, those answered in another model's place, and a column for each model. */
export type ChatOfDay = { date: string; messages: number; fallbacks: number } & Record<
  string,
  number | string
>;

/** Every day of the period, also those without any message. */
export function chatByDay(analytics: Analytics, models: readonly ChatModel[]): ChatOfDay[] {
  return daysOf(analytics).map((date) => {
    const rows = analytics.chat.filter((row) => row.date === date);
    const sum = (valueOf: (row: Analytics['chat'][number]) => number, of = rows) =>
      of.reduce((total, row) => total + valueOf(row), 0);
    const columns = models.map(({ key, model }) => [
      key,
      sum(
        ({ messages }) => messages,
        rows.filter((row) => row.model === model),
      ),
    ]);
    return {
      ...Object.fromEntries(columns),
      date,
      messages: sum(({ messages }) => messages),
      fallbacks: sum(({ fallbacks }) => fallbacks),
    };
  });
}

/** A moment's day on the calendar of a time zone. Swedish writes days as ISO 8601 does. */
function dayIn(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}

function dayBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * millisecondsPerDay).toISOString().slice(0, 10);
}
