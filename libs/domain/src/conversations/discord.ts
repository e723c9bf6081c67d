import { z } from 'zod';

import type { ParsedConversation, ParsedMessage } from './message.ts';

const authorSchema = z.object({
  id: z.string().optional(),
  name: z.string().min(1),
  nickname: z.string().nullish(),
  isBot: z.boolean().optional(),
});

const messageSchema = z.object({
  type: z.union([z.string(), z.number()]).transform(String).default('Default'),
  timestamp: z.string().optional(),
  content: z.string().default(''),
  author: authorSchema,
  attachments: z.array(z.object({ fileName: z.string() })).default([]),
  stickers: z.array(z.unknown()).default([]),
});
type DiscordMessage = z.infer<typeof messageSchema>;

const exportSchema = z.object({
  guild: z.object({ name: z.string() }).optional(),
  channel: z.object({ name: z.string(), type: z.string().optional() }),
  messages: z.array(z.unknown()),
});

/** What people wrote; every other type (joins, pins, calls, slash commands) is a notice. */
const WRITTEN_TYPES = new Set(['Default', 'Reply', '0', '19']);

type Author = DiscordMessage['author'];

const displayName = ({ nickname, name }: Author): string => nickname?.trim() || name;

const identity = (author: Author): string => author.id ?? author.name;

/** Two accounts may carry the same nickname; those are told apart by their account name. */
function speakerNames(authors: readonly Author[]): (author: Author) => string {
  const owners = new Map<string, Set<string>>();
  for (const author of authors) {
    const name = displayName(author);
    owners.set(name, (owners.get(name) ?? new Set()).add(identity(author)));
  }
  return (author) => {
    const name = displayName(author);
    return (owners.get(name)?.size ?? 0) > 1 ? `${name} (${author.name})` : name;
  };
}

/** Seconds are enough, the zone is kept: `2023-12-31T21:41:07.123+01:00` → `2023-12-31T21:41:07+01:00`. */
function sentAtOf({ timestamp }: DiscordMessage): string | null {
  const wholeSeconds = timestamp?.replace(/\.\d+/, '');
  const parsed = z.iso.datetime({ local: true, offset: true }).safeParse(wholeSeconds);
  return parsed.success ? parsed.data : null;
}

function toMessage(message: DiscordMessage, speaker: string): ParsedMessage {
  const sticker = message.stickers.length > 0 ? 'sticker' : null;
  return {
    speaker,
    text: message.content.trim(),
    sentAt: sentAtOf(message),
    attachment: message.attachments[0]?.fileName ?? sticker,
  };
}

/** People only, unless the conversation is with a bot and nobody else is left to talk to. */
function withoutBots(messages: readonly DiscordMessage[]): readonly DiscordMessage[] {
  const byPeople = messages.filter(({ author }) => author.isBot !== true);
  const people = new Set(byPeople.map(({ author }) => identity(author)));
  return people.size > 1 ? byPeople : messages;
}

function titleOf({ guild, channel }: z.infer<typeof exportSchema>): string {
  const isDirect =
    guild === undefined || /^Direct/.test(channel.type ?? '') || guild.name === 'Direct Messages';
  return isDirect ? channel.name : `${guild.name} #${channel.name}`;
}

/**
 * Reads a channel as DiscordChatExporter writes it in JSON.
 *
 * @param json the parsed file
 * @returns `null` where the JSON is no such export. Joins, pins, calls and (where two people talk) bots are counted as
 * system lines, entries of an unknown form as unparsed.
 */
export function parseDiscord(json: unknown): ParsedConversation | null {
  const parsed = exportSchema.safeParse(json);
  if (!parsed.success) return null;
  const entries = parsed.data.messages.map((entry) => messageSchema.safeParse(entry));
  const readable = entries.flatMap((entry) => (entry.success ? [entry.data] : []));
  if (readable.length === 0 && entries.length > 0) return null;
  const written = withoutBots(readable.filter(({ type }) => WRITTEN_TYPES.has(type)));
  const speakerName = speakerNames(written.map(({ author }) => author));
  return {
    format: 'discord',
    title: titleOf(parsed.data),
    messages: written.map((message) => toMessage(message, speakerName(message.author))),
    systemLineCount: readable.length - written.length,
    unparsedLineCount: entries.length - readable.length,
    dateOrder: null,
    warnings: [],
  };
}
