/**
 * The most frequent function words by language (BCP 47): articles, pronouns, prepositions, conjunctions,
 * auxiliaries. They carry little meaning, so a phrase made of them alone says nothing about a person; and
 * they occur in every text of a language, so they tell languages apart.
 */
export const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: setOf(`a an the this that these those i me my mine you your yours he him his she her hers it its we us our
    they them their who which what when where why how is am are was were be been being do does did have has had
    will would can could shall should may might must not no and or but if so as than then of in on at to for from
    by with about into over under up down out off there here just also too very i'm it's that's you're we're
    they're he's she's i've you've we've i'll you'll we'll don't doesn't didn't can't isn't wasn't`),
  es: setOf(`el la los las un una unos unas yo tú él ella nosotros ellos ellas me te se nos lo le les mi tu su sus
    que qué quien cual cuando donde como es son era ser estar está están fue ha han hay no y o pero si de del en con
    por para a al sin sobre más muy ya también esto eso este esta`),
  pt: setOf(`o a os as um uma uns umas eu tu ele ela nós eles elas você me te se nos lhe meu minha seu sua que quem
    qual quando onde como é são era ser estar está estão foi há não e ou mas se de do da dos das em no na nos nas em
    com por para ao à sem sobre mais muito já também isso este esta`),
  fr: setOf(`le la les un une des du de je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes son sa
    ses que qui quoi quand où comment est sont était être suis es ai as a ont pas ne et ou mais si à au aux en dans
    sur avec pour par sans plus très déjà aussi ce cet cette ça c'est j'ai`),
  de: setOf(`der die das den dem des ein eine einen einem einer ich du er sie es wir ihr mich dich sich uns euch
    mein dein sein unser was wer wie wo wann warum ist sind war waren bin bist sein haben hat habe hast nicht kein
    und oder aber wenn dass so als von in im an am auf zu zum zur für mit bei aus nach über auch noch schon nur
    sehr da hier`),
  it: setOf(`il lo la i gli le un uno una io tu lui lei noi voi loro mi ti si ci vi mio mia tuo tua suo sua che chi
    cosa quando dove come è sono era essere sei ho hai ha hanno non e o ma se di del della dei delle a al alla in
    nel nella con su per da dal più molto già anche questo questa quello`),
  nl: setOf(`de het een ik jij je hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw zijn wat wie waar
    wanneer waarom hoe is ben bent was waren heb hebt heeft hebben niet geen en of maar als dat die dit deze van in
    op aan u te tot voor met bij uit naar over ook nog al er`),
};

const NONE: ReadonlySet<string> = new Set();
const OF_ANY_LANGUAGE: ReadonlySet<string> = new Set(
  Object.values(FUNCTION_WORDS).flatMap((words) => [...words]),
);

/** The function words of a language; none when it is null or not listed. */
export function functionWordsOf(language: string | null): ReadonlySet<string> {
  return FUNCTION_WORDS[language ?? ''] ?? NONE;
}

/** The function words of a language, or of all listed ones when it is null or not listed. */
export function functionWordsOfOrAll(language: string | null): ReadonlySet<string> {
  return FUNCTION_WORDS[language ?? ''] ?? OF_ANY_LANGUAGE;
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u));
}
