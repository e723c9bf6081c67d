import { DELETED_MESSAGE } from './message.ts';

/**
 * What exports print in place of media, shared places and deleted messages, in lower case, without angle brackets and
 * final dots. English, German, Spanish, Portuguese (Brazil and Portugal), French, Italian, Dutch; the general placeholder
 * also in others.
 */
const PLACEHOLDERS: ReadonlyArray<readonly [string, string]> = [
  ['media', 'media omitted, medien ausgeschlossen, medien weggelassen, multimedia omitido'],
  ['media', 'archivo omitido, mídia oculta, mídia omitida, arquivo de mídia oculto, ficheiro não revelado'],
  ['media', 'médias omis, fichier omis, médias absente, media omessi, media omesso, media weggelaten'],
  ['media', 'без медиафайлов, файл пропущен, dosya dahil edilmedi, medya dahil edilmedi'],
  [
    'media',
    'media tidak disertakan, メディアは含まれていません, 省略多媒体文件, 忽略多媒體檔, pominięto multimedia',
  ],
  ['media', 'pliki pominięto, תמונות ומדיה הושמטו, המדיה הוסרה, view once voice message omitted'],
  ['media', 'média vynechána, média vynechány, media jätetty pois, null'],
  ['image', 'image omitted, photo omitted, bild weggelassen, imagen omitida, imagem ocultada'],
  ['image', 'imagem oculta, imagem omitida, imagem não revelada, image absente, image omise'],
  ['image', 'immagine omessa, afbeelding weggelaten, изображение отсутствует'],
  ['video', 'video omitted, video note omitted, video message omitted, video weggelassen'],
  ['video', 'videonachricht weggelassen, video omitido, vídeo omitido, vídeo ocultado, vídeo oculto'],
  ['video', 'vídeo não revelado, vidéo absente, vidéo omise, video omesso, video weggelaten'],
  ['video', 'видео отсутствует'],
  ['audio', 'audio omitted, voice message omitted, audio weggelassen, audio omitido, áudio ocultado'],
  ['audio', 'áudio oculto, áudio omitido, ficheiro de áudio não revelado, audio omis, audio absent'],
  ['audio', 'audio omesso, audio weggelaten, аудиофайл отсутствует'],
  ['sticker', 'sticker omitted, sticker weggelassen, sticker omitido, figurinha omitida, figurinha oculta'],
  ['sticker', 'sticker não revelado, sticker omis, autocollant omis, sticker omesso, sticker non incluso'],
  ['sticker', 'adesivo omesso, sticker weggelaten, стикер не добавлен'],
  ['gif', 'gif omitted, gif weggelassen, gif omitido, gif omitida, gif não revelada, gif omis'],
  ['gif', 'gif retiré, gif omesso, gif omessa, gif esclusa, gif weggelaten, gif отсутствует'],
  ['contact', 'contact card omitted, kontaktkarte ausgelassen, kontaktkarte weggelassen'],
  ['contact', 'tarjeta de contacto omitida, cartão do contato omitido, contacto não revelado'],
  ['contact', 'fiche contact manquante, fiche contact omise, scheda contatto omessa'],
  ['contact', 'visitekaartje weggelaten, contactkaart weggelaten'],
  ['document', 'document omitted, dokument weggelassen, documento omitido, documento não revelado'],
  ['document', 'document manquant, document omis, documento omesso, document weggelaten'],
  ['location', 'live location shared, live-standort wird geteilt, ubicación en tiempo real compartida'],
  ['location', 'localização em tempo real compartilhada, localização atual compartilhada'],
  ['location', 'localisation en direct partagée, posizione attuale condivisa, live locatie gedeeld'],
  [DELETED_MESSAGE, 'this message was deleted, you deleted this message, message deleted'],
  [
    DELETED_MESSAGE,
    'diese nachricht wurde gelöscht, du hast diese nachricht gelöscht, se eliminó este mensaje',
  ],
  [DELETED_MESSAGE, 'este mensaje fue eliminado, eliminaste este mensaje, esta mensagem foi apagada'],
  [DELETED_MESSAGE, 'esta mensagem foi eliminada, mensagem apagada, você apagou esta mensagem'],
  [DELETED_MESSAGE, 'apagou esta mensagem, ce message a été supprimé, vous avez supprimé ce message'],
  [DELETED_MESSAGE, 'questo messaggio è stato eliminato, hai eliminato questo messaggio'],
  [
    DELETED_MESSAGE,
    'dit bericht is verwijderd, u hebt dit bericht verwijderd, je hebt dit bericht verwijderd',
  ],
  [DELETED_MESSAGE, 'данное сообщение удалено, вы удалили данное сообщение'],
];

const KIND_BY_PHRASE = new Map(
  PLACEHOLDERS.flatMap(([kind, phrases]) => phrases.split(', ').map((phrase) => [phrase, kind] as const)),
);

/**
 * The kind that a placeholder stands for (`image`, `audio`, `deleted` and so on; `media` where the export does not say).
 *
 * @param phrase trimmed, without direction marks
 * @returns `undefined` for any other text
 */
export function placeholderKind(phrase: string): string | undefined {
  const plain = phrase
    .replace(/^<\s*|\s*>$/g, '')
    .replace(/[.。]$/, '')
    .toLowerCase();
  return KIND_BY_PHRASE.get(plain);
}
