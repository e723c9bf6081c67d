import emojiRegex from 'emoji-regex';

/** Letters and digits in a row, apostrophes and inner hyphens included, lower case, accents removed. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []
  );
}

/** True for a text that has emoji and nothing else but spaces and punctuation. */
export function isOnlyEmoji(text: string): boolean {
  const withoutEmoji = text.replace(emojiRegex(), '');
  return withoutEmoji !== text && !/[\p{L}\p{N}]/u.test(withoutEmoji);
}

/** True for a text that is one or more links and nothing else. */
export function isOnlyLinks(text: string): boolean {
  return /https?:\/\//i.test(text) && text.replace(/https?:\/\/\S+/gi, '').trim() === '';
}

/** "ok", "haha", "👍", "thanks ok": words that keep a chat going and say nothing; en, de, es, pt, fr, it, nl. */
const ACKNOWLEDGEMENTS = new Set(
  (
    'ok okay okey k kk kay yes yeah yea yep yup ya no nope nah sure fine right cool nice great good true same lol lmao haha hahaha ' +
    'hehe hm hmm mhm oh ah aha wow thanks thx ty np yw alright perfect done noted exactly indeed hi hey hello bye ' +
    'ja jo jep nein ne gut genau klar passt danke super na hallo tschuss si no vale claro gracias bien bueno jaja jajaja hola ' +
    'sim nao ta beleza obrigado obrigada valeu kkk kkkk oi oui non merci ouais d accord bonjour va bene grazie ciao nee dank je doei'
  ).split(' '),
);

/** True for a text of at most four words that are all acknowledgements. */
export function isAcknowledgement(text: string): boolean {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 4 && words.every((word) => ACKNOWLEDGEMENTS.has(word));
}

const FUNCTION_WORDS = new Set(
  (
    'the a an and or but if so to of in on at for with from by as is are was were be been am do does did have has had will would can ' +
    'could should i you he she it we they me my your his her its our their this that these those there here not just very too ' +
    "what when where who why how which then than also about into out up down all some any more i'm it's don't " +
    'der die das ein eine und oder aber ich du er sie es wir ihr ist sind war hat habe nicht auch mit auf zu von im in den dem ' +
    'el la los las un una y o pero que de en con por para es son yo tu se no lo me mi te ' +
    'um uma e ou mas do da dos das em no na com eu voce ele ela nao os as ' +
    'le les des et ou mais je il elle nous vous est sont pas du au dans avec pour ce qui ' +
    'il lo gli di che non per sono ho ha ma si ' +
    'de het een en of maar ik jij je hij zij wij is zijn niet met op van voor te dat'
  ).split(' '),
);

/** Words that carry meaning, for comparing what two texts are about. */
export function contentWords(text: string): Set<string> {
  return new Set(wordsOf(text).filter((word) => word.length > 2 && !FUNCTION_WORDS.has(word)));
}
