/**
 * Abbreviations and slang of chats in English, Spanish, Portuguese, French, German and Italian, lower case. Some
 * are ordinary words elsewhere (Dutch "u", Spanish "ya"): set the function words of the language at hand against them.
 */
export const SLANG_WORDS: ReadonlySet<string> = new Set(
  `
    u ur r ya yall y'all ain't aint em cuz coz bc tho thru idk idc tbh imo imho btw
    omg omfg omw wtf wth ffs af ngl smh rn irl brb ttyl gtg g2g lmk hmu nvm ikr jk
    icymi ily wyd wbu hbu pls plz thx tnx thnx ty tysm yw np gn gm gr8 l8r b4 2day
    gonna wanna gotta kinda sorta lemme gimme dunno outta whatcha tryna imma yeah yea yep
    yup nope nah bro bruh dude sis fam bestie yolo tmrw tmr tmrrw tonite msg ppl bday
    obvs probs defo prolly sup yo xq pq tqm tkm bn tmb porfa wey güey vc vcs tbm blz
    vlw mto cmg sdds flw qdo stp bcp pk pcq tkt jsp slt dsl auj chui hdl hdgdl vllt
    iwie kp kb digga cmq xke tvb
  `
    .trim()
    .split(/\s+/u),
);

const LAUGHTER = [
  'a?(?:ha){2,}[ah]*',
  '(?:he){2,}h?',
  '(?:hi){2,}h?',
  'a?(?:ja){2,}[ja]*',
  '(?:je){2,}j?',
  '(?:kk)+k*',
  '(?:rs){2,}',
  'lo+ls?',
  'lu+l',
  'lmf?ao+',
  'ro+fl',
  'x+d+',
  'mdr+',
  'ptdr',
  'а?(?:ха){2,}[ах]*',
  'w{2,}',
  '哈{1,}',
  'ㅋ{1,}',
  'ㅎ{2,}',
  '笑',
].join('|');

/** Written laughter as a whole word: haha, hehe, lol, lmao, jaja, kkk, rsrs, mdr, хаха, 哈哈, ㅋㅋ. */
export const LAUGHTER_WORD = new RegExp(`^(?:${LAUGHTER})$`, 'u');

/** English contractions. French and Italian elision ("j'ai", "l'aria") is standard spelling and not one. */
export const CONTRACTION_WORD = new RegExp(
  [
    "(?:n't|'re|'ve|'ll|'m|'d)$",
    "^(?:it|that|what|here|there|he|she|who|where|how|let|when)'s$",
    '^(?:dont|doesnt|didnt|cant|wont|isnt|arent|wasnt|couldnt|wouldnt|shouldnt|im|ive|youre|theyre|thats|whats)$',
  ].join('|'),
  'u',
);
