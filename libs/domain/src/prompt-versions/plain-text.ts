/**
 * Control characters, and the invisible ones that hide or reorder text (zero-width space, direction overrides), or
 * smuggle instructions past a reader (tag characters). What emoji are made of stays: the zero-width joiner, and the tags
 * of a flag such as Scotland's. Line feed and tab stay for the callers below.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0100}-\u{e01ef}]|(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]*)[\u{e0000}-\u{e007f}]/gu;
/** Marks that chat templates of models use, such as <|im_start|> or [INST]. */
const TEMPLATE_MARK = /<\|[^|<>]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>/giu;
const HEADING_OR_FENCE = /^(?:[ \t]*(?:#{1,6}(?=\s|$)|`{3,}|~{3,}|={3,}\s*$|-{3,}\s*$))+[ \t]*/gmu;

/**
 * Text by the avatar's owner, fit to stand in a prompt section: lines are kept, but no line can open a section or a
 * code block of its own, and nothing invisible is left.
 */
export function sectionText(text: string): string {
  return visible(text)
    .replace(HEADING_OR_FENCE, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The same on one line: for names, list entries and quotes out of chats. */
export function lineText(text: string): string {
  return sectionText(text).replace(/\s+/gu, ' ');
}

/**
 * Cuts on a word border and marks the cut with "…". A single word longer than the limit is cut inside.
 * @param limit characters, the mark included
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit - 1);
  const border = room.search(/\s\S*$/u);
  const atWord = /\s/u.test(text.charAt(limit - 1)) || border < limit / 2 ? room : room.slice(0, border);
  return `${atWord
    .trimEnd()
    .toWellFormed()
    .replace(/\ufffd$/u, '')}…`;
}

function visible(text: string): string {
  return text.toWellFormed().replace(/\r\n?/gu, '\n').replace(INVISIBLE, '').replace(TEMPLATE_MARK, ' ');
}
