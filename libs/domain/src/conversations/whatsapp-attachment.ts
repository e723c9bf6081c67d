import { DELETED_MESSAGE } from './message.ts';
import { withPlainSpaces, withoutInvisibleMarks } from './text-marks.ts';

/** A message's own words and what hung on it. */
export interface MessageContent {
  readonly text: string;
  readonly attachment: string | null;
}

/** Placeholders of exports without media: English, German, Spanish, Portuguese (Brazil and Portugal), French, Italian, Dutch. */
const OMITTED: ReadonlyArray<readonly [string, readonly string[]]> = [
  [
    'media',
    [
      'media omitted', 'medien ausgeschlossen', 'medien weggelassen', 'multimedia omitido', 'archivo omitido', 'mídia oculta', 'mídia omitida',
      'arquivo de mídia oculto', 'ficheiro não revelado', 'médias omis', 'fichier omis', 'médias absente', 'media omessi', 'media omesso',
      'media weggelaten', 'без медиафайлов', 'файл пропущен', 'dosya dahil edilmedi', 'medya dahil edilmedi', 'media tidak disertakan',
      'メディアは含まれていません', '省略多媒体文件', '忽略多媒體檔', 'pominięto multimedia', 'pliki pominięto', 'תמונות ומדיה הושמטו', 'המדיה הוסרה',
      'view once voice message omitted', 'média vynechána', 'média vynechány', 'media jätetty pois', 'null',
    ],
  ],
  [
    'image',
    [
      'image omitted', 'photo omitted', 'bild weggelassen', 'imagen omitida', 'imagem ocultada', 'imagem oculta', 'imagem omitida',
      'imagem não revelada', 'image absente', 'image omise', 'immagine omessa', 'afbeelding weggelaten', 'изображение отсутствует',
    ],
  ],
  [
    'video',
    [
      'video omitted', 'video note omitted', 'video message omitted', 'video weggelassen', 'videonachricht weggelassen', 'video omitido',
      'vídeo omitido', 'vídeo ocultado', 'vídeo oculto', 'vídeo não revelado', 'vidéo absente', 'vidéo omise', 'video omesso',
      'video weggelaten', 'видео отсутствует',
    ],
  ],
  [
    'audio',
    [
      'audio omitted', 'voice message omitted', 'audio weggelassen', 'audio omitido', 'áudio ocultado', 'áudio oculto', 'áudio omitido',
      'ficheiro de áudio não revelado', 'audio omis', 'audio absent', 'audio omesso', 'audio weggelaten', 'аудиофайл отсутствует',
    ],
  ],
  [
    'sticker',
    [
      'sticker omitted', 'sticker weggelassen', 'sticker omitido', 'figurinha omitida', 'figurinha oculta', 'sticker não revelado',
      'sticker omis', 'autocollant omis', 'sticker omesso', 'sticker non incluso', 'adesivo omesso', 'sticker weggelaten', 'стикер не добавлен',
    ],
  ],
  [
    'gif',
    [
      'gif omitted', 'gif weggelassen', 'gif omitido', 'gif omitida', 'gif não revelada', 'gif omis', 'gif retiré', 'gif omesso', 'gif omessa',
      'gif esclusa', 'gif weggelaten', 'gif отсутствует',
    ],
  ],
  [
    'contact',
    [
      'contact card omitted', 'kontaktkarte ausgelassen', 'kontaktkarte weggelassen', 'tarjeta de contacto omitida', 'cartão do contato omitido',
      'contacto não revelado', 'fiche contact manquante', 'fiche contact omise', 'scheda contatto omessa', 'visitekaartje weggelaten',
      'contactkaart weggelaten',
    ],
  ],
  [
    'document',
    [
      'document omitted', 'dokument weggelassen', 'documento omitido', 'documento não revelado', 'document manquant', 'document omis',
      'documento omesso', 'document weggelaten',
    ],
  ],
  [
    'location',
    [
      'live location shared', 'live-standort wird geteilt', 'ubicación en tiempo real compartida', 'localização em tempo real compartilhada',
      'localização atual compartilhada', 'localisation en direct partagée', 'posizione attuale condivisa', 'live locatie gedeeld',
    ],
  ],
  [
    DELETED_MESSAGE,
    [
      'this message was deleted', 'you deleted this message', 'message deleted', 'diese nachricht wurde gelöscht',
      'du hast diese nachricht gelöscht', 'se eliminó este mensaje', 'este mensaje fue eliminado', 'eliminaste este mensaje',
      'esta mensagem foi apagada', 'esta mensagem foi eliminada', 'mensagem apagada', 'você apagou esta mensagem', 'apagou esta mensagem',
      'ce message a été supprimé', 'vous avez supprimé ce message', 'questo messaggio è stato eliminato', 'hai eliminato questo messaggio',
      'dit bericht is verwijderd', 'u hebt dit bericht verwijderd', 'je hebt dit bericht verwijderd', 'данное сообщение удалено',
      'вы удалили данное сообщение',
    ],
  ],
];

const KIND_BY_PLACEHOLDER = new Map(OMITTED.flatMap(([kind, phrases]) => phrases.map((phrase) => [phrase, kind])));

const EDITED_SUFFIX =
  /\s*[\u200E\u200F]*<\s?(?:this message was edited|diese nachricht wurde bearbeitet|se editó este mensaje|este mensaje fue editado|mensagem editada|esta mensagem foi editada|ce message a été modifié|questo messaggio è stato modificato|dit bericht is bewerkt)\.?\s?>\s*$/iu;

/** `<attached: 0001-PHOTO.jpg>`: the word differs by language, the form does not. */
const ATTACHED_ON_IOS = /[\u200E\u200F]*<[\u200E\u200F]*\p{L}[\p{L} ]{1,24}:\s?(?<file>[^<>\n]{1,200}\.\w{2,5})>/u;

/** `IMG-20230101-WA0001.jpg (file attached)` on the first line, a caption below. */
const ATTACHED_ON_ANDROID =
  /^(?<file>[^\n]{1,200}\.\w{2,5}) \((?:file attached|datei angehängt|archivo adjunto|arquivo anexado|ficheiro anexado|fichier joint|pièce jointe|file allegato|bestand bijgevoegd|файл добавлен|dosya ekli|plik załączony|załączony plik|bifogad fil|vedlagt fil|fil vedhæftet|liitetiedosto|添付ファイル有り|文件附件|附件檔案|파일 첨부됨|הקובץ מצורף|קובץ מצורף|الملف مرفق)\)/iu;

/** WhatsApp's own file names with a note in parentheses in whatever language. */
const WHATSAPP_FILE = /^(?<file>[A-Z]{3}-\d{8}-WA\d{4}\.\w{2,5}) \([^()\n]{3,40}\)/u;

const LOCATION = /^\p{L}[\p{L} ]{1,20}: https?:\/\/(?:maps\.google\.com|www\.google\.com\/maps|maps\.apple\.com|goo\.gl\/maps)\S*$/u;

const clean = (text: string): string => withPlainSpaces(withoutInvisibleMarks(text)).trim();

/** The kind that a placeholder stands for, or `undefined` for any other text. */
function placeholderKind(line: string): string | undefined {
  const phrase = clean(line)
    .replace(/^<\s*|\s*>$/g, '')
    .replace(/[.。]$/, '')
    .toLowerCase();
  return KIND_BY_PLACEHOLDER.get(phrase);
}

/** `Plans.pdf • 3 pages ‎document omitted` and captions that precede a marked placeholder. */
function markedPlaceholder(firstLine: string): { readonly kind: string; readonly before: string } | undefined {
  const mark = Math.max(firstLine.lastIndexOf('\u200E'), firstLine.lastIndexOf('\u200F'));
  if (mark <= 0) return undefined;
  const kind = placeholderKind(firstLine.slice(mark));
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

/**
 * Separates the words of a WhatsApp message from placeholders for media, attached files, shared places and deletions,
 * and drops the note that a message was edited.
 *
 * @param raw everything after `Name: `, lines joined by `\n`
 * @returns `attachment` is a file name where the export names it, else a kind; `text` is the caption or empty
 */
export function readMessageContent(raw: string): MessageContent {
  const unedited = raw.replace(EDITED_SUFFIX, '');
  const lineEnd = unedited.indexOf('\n');
  const firstLine = lineEnd === -1 ? unedited : unedited.slice(0, lineEnd);
  const caption = lineEnd === -1 ? '' : clean(unedited.slice(lineEnd + 1));

  if (firstLine.length < 400) {
    const kind = placeholderKind(firstLine);
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
  return { text: unedited.replace(/^[\u200E\u200F]+/, '').trim(), attachment: null };
}
