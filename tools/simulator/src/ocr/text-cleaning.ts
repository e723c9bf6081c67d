const timePattern = /(?<!\d)([01]?\d|2[0-3])\s?[:.]\s?([0-5]\d)(?:\s?([ap])\.?\s?m\b\.?)?/iu;

/**
 * Finds a time of day in a label and writes it as messengers do: `21:41` or `9:41 PM`.
 * A missing colon is forgiven, as the recogniser sometimes overlooks it.
 */
export function readTime(label: string): string | undefined {
  const repaired = label.replace(/(?<![\d:.])([01]?\d|2[0-3])([0-5]\d)(?![\d:.])/u, '$1:$2');
  const [, hour, minute, half] = timePattern.exec(repaired) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  return half === undefined ? `${hour}:${minute}` : `${hour}:${minute} ${half.toUpperCase()}M`;
}

/** Splits a time at the very end (with ticks after it) off a message, for labels as large as the message. */
export function splitTrailingTime(text: string): { text: string; time: string } | undefined {
  const match = /^(.*?)\s*((?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[AaPp]\.?[Mm]\.?)?)[\s\p{P}\p{S}vV/]*$/su.exec(
    text,
  );
  const [, body, label] = match ?? [];
  if (body === undefined || label === undefined) return undefined;
  const time = readTime(label);
  return time === undefined ? undefined : { text: body.trim(), time };
}

/** Undoes the recogniser's habits: a bar for a capital I, typographic quotes, a zero inside a word, a lone sign for an emoji. */
export function cleanLine(line: string): string {
  return line
    .replace(/[‘’‚`´]/gu, "'")
    .replace(/[“”„]/gu, '"')
    .replace(/\|/gu, 'I')
    .replace(/(?<!\S)[©®™§¥@](?!\S)/gu, '')
    .replace(/(?<=\p{Ll})0(?=\p{Ll})/gu, 'o')
    .replace(/\s+/gu, ' ')
    .trim();
}

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun';
const date = String.raw`\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? \p{L}{3,9}(?:,? \d{4})?|\p{L}{3,9} \d{1,2}(?:, \d{4})?`;
const clock = String.raw`(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?`;
/** A whole line that is nothing but a day, a date or a receipt, perhaps with a time: a message may well begin like one. */
const separators = new RegExp(
  `^(?:(?:(?:today|yesterday|${weekday})[,.]?(?: (?:${date}))?|${date})|(?:\\d+ )?unread messages?|delivered|read)(?:[,.]? (?:${clock}|${date}))*$`,
  'iu',
);
const presence =
  /^(online|offline|typing|active|last seen|tap (here|for)|available|imessage|text message|sms|messages and calls|\d+ (members|participants)|back|edit|end-to-end)/iu;
const placeholder =
  /^\W*\w?\W*(i?message|type (a|your) message|text message|write (a|your) message|send (a )?message|signal message|message…|aa)\W*\w?\W*$/iu;
const statusBar = /^\W*(\d{1,2}[:.]\d{2}\b.*|\d{1,3}\s?%.*|(5g|4g|lte|3g|wi-?fi)\b.*)$/iu;

/** Whether a line is a date or a note between messages, not a message. */
export const isSeparator = (line: string): boolean => separators.test(line);

/** Whether a line is what an empty input field says. */
export const isPlaceholder = (line: string): boolean => placeholder.test(line);

/** Whether a line above the messages could be whom the chat is with. */
export function isContactName(line: string): boolean {
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2 || line.length > 40) return false;
  return !isSeparator(line) && !presence.test(line) && !statusBar.test(line) && letters >= line.length * 0.5;
}
