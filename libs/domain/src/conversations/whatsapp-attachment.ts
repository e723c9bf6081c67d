import { leadingMarkLength, withPlainSpaces, withoutInvisibleMarks } from './text-marks.ts';
import { placeholderKind } from './whatsapp-placeholder.ts';

/** A message's own words and what hung on it. */
export interface MessageContent {
  readonly text: string;
  readonly attachment: string | null;
}

const EDITED_NOTE =
  /<\s?(?:this message was edited|diese nachricht wurde bearbeitet|se editó este mensaje|este mensaje fue editado|mensagem editada|esta mensagem foi editada|ce message a été modifié|questo messaggio è stato modificato|dit bericht is bewerkt)\.?\s?>$/iu;

/** `<attached: 0001-PHOTO.jpg>`: the word differs by language, the form does not. */
const ATTACHED_ON_IOS =
  /[\u200E\u200F]*<[\u200E\u200F]*\p{L}[\p{L} ]{1,24}:\s?(?<file>[^<>\n]{1,200}\.\w{2,5})>/u;

/** `IMG-20230101-WA0001.jpg (file attached)` on the first line, a caption below. */
const ATTACHED_ON_ANDROID =
  /^(?<file>[^\n]{1,200}\.\w{2,5}) \((?:file attached|datei angehängt|archivo adjunto|arquivo anexado|ficheiro anexado|fichier joint|pièce jointe|file allegato|bestand bijgevoegd|файл добавлен|dosya ekli|plik załączony|załączony plik|bifogad fil|vedlagt fil|fil vedhæftet|liitetiedosto|添付ファイル有り|文件附件|附件檔案|파일 첨부됨|הקובץ מצורף|קובץ מצורף|الملف مرفق)\)/iu;

/** WhatsApp's own file names with a note in parentheses in whatever language. */
const WHATSAPP_FILE = /^(?<file>[A-Z]{3}-\d{8}-WA\d{4}\.\w{2,5}) \([^()\n]{3,40}\)/u;

const LOCATION =
  /^\p{L}[\p{L} ]{1,20}: https?:\/\/(?:maps\.google\.com|www\.google\.com\/maps|maps\.apple\.com|goo\.gl\/maps)\S*$/u;

const clean = (text: string): string => withPlainSpaces(withoutInvisibleMarks(text)).trim();

/** `Plans.pdf • 3 pages ‎document omitted` and captions that precede a marked placeholder. */
function markedPlaceholder(
  firstLine: string,
): { readonly kind: string; readonly before: string } | undefined {
  const mark = Math.max(firstLine.lastIndexOf('\u200E'), firstLine.lastIndexOf('\u200F'));
  if (mark <= 0) return undefined;
  const kind = placeholderKind(clean(firstLine.slice(mark)));
  return kind === undefined ? undefined : { kind, before: clean(firstLine.slice(0, mark)) };
}

function attachedFile(text: string): MessageContent | undefined {
  if (!text.includes('.') || !/[<(]/.test(text)) return undefined;
  const onIos = ATTACHED_ON_IOS.exec(text);
  const match = onIos ?? ATTACHED_ON_ANDROID.exec(clean(text)) ?? WHATSAPP_FILE.exec(clean(text));
  const file = match?.groups?.['file'];
  if (match === null || file === undefined) return undefined;
  const source = onIos === null ? clean(text) : text;
  const rest = clean(source.slice(0, match.index) + source.slice(match.index + match[0].length));
  const repeatsName = onIos !== null && isFileLabel(rest);
  return { text: repeatsName ? '' : rest, attachment: clean(file) };
}

/** `Plans.pdf • 3 pages`: what iOS prints beside a document is no caption. */
const isFileLabel = (text: string): boolean => /^[^\n]{1,200}\.\w{2,5}(?: • [^\n]{1,40})?$/u.test(text);

/** No note is longer; the expression sees no more, so that long messages cost nothing. */
const LONGEST_EDITED_NOTE = 60;

function withoutEditedNote(text: string): string {
  const note = text.endsWith('>') ? EDITED_NOTE.exec(text.slice(-LONGEST_EDITED_NOTE)) : null;
  if (note === null) return text;
  let end = text.length - note[0].length;
  while (end > 0 && /[\s\u200E\u200F]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Separates the words of a WhatsApp message from placeholders for media, attached files, shared places and deletions,
 * and drops the note that a message was edited.
 *
 * @param raw everything after `Name: `, lines joined by `\n`
 * @returns `attachment` is a file name where the export names it, else a kind; `text` is the caption or empty
 */
export function readMessageContent(raw: string): MessageContent {
  const unedited = withoutEditedNote(raw.trimEnd());
  const lineEnd = unedited.indexOf('\n');
  const firstLine = lineEnd === -1 ? unedited : unedited.slice(0, lineEnd);
  const caption = lineEnd === -1 ? '' : clean(unedited.slice(lineEnd + 1));

  if (firstLine.length < 400) {
    const kind = placeholderKind(clean(firstLine));
    if (kind !== undefined) return { text: caption, attachment: kind };
    const marked = markedPlaceholder(firstLine);
    if (marked !== undefined) {
      const label = isFileLabel(marked.before) ? marked.before.split(' • ')[0] : undefined;
      const text = label === undefined ? [marked.before, caption].filter(Boolean).join('\n') : caption;
      return { text, attachment: label ?? marked.kind };
    }
    if (LOCATION.test(clean(firstLine))) return { text: caption, attachment: 'location' };
  }
  const file = attachedFile(unedited);
  if (file !== undefined) return file;
  return { text: unedited.slice(leadingMarkLength(unedited)).trim(), attachment: null };
}
