import { z } from 'zod';
import { csvRow } from '../../training-center/formats/csv-cell.ts';
import type { FineTuneMethod } from '../fine-tune-provider.ts';
import { autoTrainHeader } from './autotrain-files.ts';

const messageSchema = z.object({ role: z.string(), content: z.string(), tool_calls: z.unknown().optional() });
const messages = z.array(messageSchema);
const shared = { prompt: messages, tools: z.unknown().optional() };
const rowSchema = z.union([
  z.object({ ...shared, completion: messages }),
  z.object({ ...shared, chosen: messages, rejected: messages }),
]);
type Message = z.infer<typeof messageSchema>;

/**
 * AutoTrain's CSV out of the rows of a file in TRL's form, line by line. There, a conversation is a row for each of its
 * answers, with all before it; AutoTrain learns whole conversations, so of rows that go on with each other only the last
 * is taken.
 */
export class AutoTrainRows {
  readonly #method: FineTuneMethod;
  #waiting: readonly Message[] | null = null;

  constructor(method: FineTuneMethod) {
    this.#method = method;
  }

  /** The file's first line. */
  header(): string {
    return autoTrainHeader(this.#method);
  }

  /**
   * Takes a row in; rows with tools, for which a column of text has no place, are left out.
   * @returns rows of CSV that are complete now; often none
   */
  add(line: string): string {
    const row = rowSchema.parse(JSON.parse(line));
    if (row.tools !== undefined) return '';
    if ('chosen' in row) return this.#method === 'dpo' ? preferenceRow(row) : '';
    if (this.#method === 'dpo') return '';
    const conversation = [...row.prompt, ...row.completion];
    if (conversation.some(isNoText)) return '';
    const before = this.#waiting;
    this.#waiting = conversation;
    return before === null || goesOn(before, conversation) ? '' : csvRow([textOf(before)]);
  }

  /** The last row. */
  finish(): string {
    const last = this.#waiting;
    this.#waiting = null;
    return last === null ? '' : csvRow([textOf(last)]);
  }
}

/** Each answer comes with its prompt, which AutoTrain takes off again. */
function preferenceRow(row: { prompt: Message[]; chosen: Message[]; rejected: Message[] }): string {
  const { prompt, chosen, rejected } = row;
  if ([...prompt, ...chosen, ...rejected].some(isNoText)) return '';
  const question = prompt.findLast(({ role }) => role === 'user')?.content ?? '';
  return csvRow([question, textOf([...prompt, ...chosen]), textOf([...prompt, ...rejected])]);
}

/** Whether one conversation begins with all of another. */
function goesOn(before: readonly Message[], after: readonly Message[]): boolean {
  if (after.length <= before.length) return false;
  return before.every(({ role, content }, index) => {
    const same = after[index];
    return same?.role === role && same.content === content;
  });
}

/** Its loader reads a literal of Python, in which texts of JSON are the same. */
const textOf = (conversation: readonly Message[]): string =>
  JSON.stringify(conversation.map(({ role, content }) => ({ role, content })));

const isNoText = ({ role, tool_calls }: Message): boolean => role === 'tool' || tool_calls !== undefined;
