import type { ParsedMessage } from './message.ts';
import { FORWARDED_MESSAGE } from './message.ts';

/** Consecutive messages of one speaker. */
export interface Turn {
  readonly speaker: string;
  /** Texts joined by line breaks. */
  readonly text: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** True where words may be missing because an attachment stood among them. */
  readonly hasAttachment: boolean;
}

export interface TurnOptions {
  /** Messages further apart are turns of their own; without times nothing is split. */
  readonly mergeWindowMinutes: number;
  /** A longer silence begins a new exchange: what comes after does not answer what came before. */
  readonly exchangeGapHours: number;
}

/** Minutes from one ISO 8601 time to another, or `null` where either is unknown. */
function minutesBetween(earlier: string | null, later: string | null): number | null {
  if (earlier === null || later === null) return null;
  const minutes = (Date.parse(asInstant(later)) - Date.parse(asInstant(earlier))) / 60_000;
  return Number.isFinite(minutes) ? minutes : null;
}

/** Local times are compared as if in UTC, so that no machine's zone plays a part. */
const asInstant = (time: string): string => (/(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}Z`);

const isWrittenBySpeaker = ({ text, attachment }: ParsedMessage): boolean =>
  text.trim() !== '' && attachment !== FORWARDED_MESSAGE;

interface Draft {
  speaker: string;
  texts: string[];
  startedAt: string | null;
  endedAt: string | null;
  hasAttachment: boolean;
}

const finished = ({ texts, ...rest }: Draft): Turn => ({ ...rest, text: texts.join('\n') });

function draftOf({ speaker, text, sentAt, attachment }: ParsedMessage): Draft {
  return {
    speaker,
    texts: [text.trim()],
    startedAt: sentAt,
    endedAt: sentAt,
    hasAttachment: attachment !== null,
  };
}

/**
 * Groups messages into exchanges of turns. Attachments without words, deleted and forwarded messages are left out; a turn
 * that had one beside words says so.
 *
 * @param messages in the order in which they were sent
 */
export function exchangesOf(messages: readonly ParsedMessage[], options: TurnOptions): Turn[][] {
  const exchanges: Draft[][] = [];
  for (const message of messages) {
    const exchange = exchanges.at(-1);
    const turn = exchange?.at(-1);
    if (!isWrittenBySpeaker(message)) {
      if (turn?.speaker === message.speaker) turn.hasAttachment = true;
      continue;
    }
    const silence = Math.abs(minutesBetween(turn?.endedAt ?? null, message.sentAt) ?? 0);
    if (exchange === undefined || turn === undefined || silence > options.exchangeGapHours * 60) {
      exchanges.push([draftOf(message)]);
    } else if (turn.speaker === message.speaker && silence <= options.mergeWindowMinutes) {
      turn.texts.push(message.text.trim());
      turn.endedAt = message.sentAt ?? turn.endedAt;
      turn.hasAttachment ||= message.attachment !== null;
    } else {
      exchange.push(draftOf(message));
    }
  }
  return exchanges.map((drafts) => drafts.map(finished));
}
