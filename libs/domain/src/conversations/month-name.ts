/**
 * Beginnings of month names, without accents: English, German, Dutch, the Romance,
 * Nordic and Baltic languages, Polish, Turkish, Greek, Russian, Malay, Filipino.
 */
const PREFIXES: ReadonlyArray<readonly string[]> = [
  ['jan', 'ene', 'gen', 'oca', 'tammi', 'янв', 'январ', 'ian', 'jaan', 'xan', 'sty', 'ιαν'],
  ['feb', 'fev', 'sub', 'helmi', 'фев', 'peb', 'veeb', 'lut', 'φεβ'],
  ['mar', 'maa', 'mrt', 'mae', 'mrz', 'maalis', 'мар', 'mac', 'μαρ'],
  ['apr', 'abr', 'avr', 'nis', 'huhti', 'апр', 'kwi', 'απρ'],
  ['may', 'mai', 'mei', 'mag', 'maj', 'touko', 'маи', 'мая', 'μαι'],
  ['jun', 'juin', 'giu', 'haz', 'kesa', 'июн', 'iun', 'juun', 'xun', 'hun', 'cze', 'ιουν'],
  ['jul', 'juil', 'lug', 'tem', 'heina', 'июл', 'iul', 'juul', 'xul', 'hul', 'ιουλ'],
  ['aug', 'ago', 'aou', 'agu', 'elo', 'авг', 'ogo', 'sie', 'αυγ'],
  ['sep', 'set', 'eyl', 'syys', 'сен', 'wrz', 'σεπ'],
  ['oct', 'okt', 'out', 'ott', 'eki', 'loka', 'окт', 'paz', 'οκτ'],
  ['nov', 'kas', 'marras', 'ноя', 'noi', 'noy', 'nob', 'nen', 'lis', 'νοε'],
  ['dec', 'dez', 'dic', 'des', 'ara', 'joulu', 'дек', 'dis', 'dets', 'gru', 'δεκ'],
];

/**
 * The month that a name or abbreviation means in one of the languages above.
 *
 * @returns 1–12, or `null` for a word that is no month. The longest matching beginning wins (Finnish "maaliskuuta").
 */
export function monthFromName(name: string): number | null {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  let best: { month: number; length: number } | null = null;
  for (const [index, prefixes] of PREFIXES.entries()) {
    for (const prefix of prefixes) {
      if (plain.startsWith(prefix) && prefix.length > (best?.length ?? 0)) {
        best = { month: index + 1, length: prefix.length };
      }
    }
  }
  return best?.month ?? null;
}
