import { z } from 'zod';
import { parseLenient } from './parse-lenient.ts';

/** What an analysis is made from, however it came. */
export interface AnalysisInput {
  /** The person's own messages. */
  readonly messages: readonly string[];
  readonly instructions: string;
}

const spoken = z.union([
  z.string(),
  z.looseObject({ text: z.string() }).transform(({ text }) => text),
  z.looseObject({ content: z.string() }).transform(({ content }) => content),
]);
const exchange = z.looseObject({ avatar: z.string() }).transform(({ avatar }) => avatar);
const inputSchema = z.looseObject({
  messages: z.array(spoken).catch([]).default([]),
  exchanges: z.array(exchange).catch([]).default([]),
  instructions: z.string().nullish().catch(null),
});

/** Reads the request's JSON; text that is none is taken as one message a line, without a leading `Name:`. */
export function readAnalysisInput(user: string): AnalysisInput {
  const parsed = inputSchema.safeParse(parseLenient(user));
  if (!parsed.success) {
    const lines = user.split('\n').map((line) => line.replace(/^[\p{L} .'-]{1,40}: /u, '').trim());
    return { messages: lines.filter((line) => line !== ''), instructions: user };
  }
  const { messages, exchanges, instructions } = parsed.data;
  return {
    messages: messages.length > 0 ? messages : exchanges,
    instructions: instructions ?? '',
  };
}
