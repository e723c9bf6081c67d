/** Beginnings of month names, without accents: English, German, Dutch, Spanish, Portuguese, French, Italian, Nordic, Turkish. */
const PREFIXES: ReadonlyArray<readonly string[]> = [
  ['jan', 'ene', 'gen', 'oca', 'tammi', 'янв', 'январ'],
  ['feb', 'fev', 'sub', 'helmi', 'фев'],
  ['mar', 'maa', 'mrt', 'mae', 'mrz', 'maalis', 'мар'],
  ['apr', 'abr', 'avr', 'nis', 'huhti', 'апр'],
  ['may', 'mai', 'mei', 'mag', 'maj', 'touko', 'маи', 'мая'],
  ['jun', 'juin', 'giu', 'haz', 'kesa', 'июн'],
  ['jul', 'juil', 'lug', 'tem', 'heina', 'июл'],
  ['aug', 'ago', 'aou', 'agu', 'elo', 'авг'],
  ['sep', 'set', 'eyl', 'syys', 'сен'],
  ['oct', 'okt', 'out', 'ott', 'eki', 'loka', 'окт'],
  ['nov', 'kas', 'marras', 'ноя'],
  ['dec', 'dez', 'dic', 'des', 'ara', 'joulu', 'дек'],
];

/**
 * The month that a name or abbreviation means in one of the languages above.
 *
 * @returns 1–12, or `null` for a word that is no month. The longest matching beginning wins (Finnish "maaliskuuta").
 */
export function monthFromName(name: string): number | null {
  const plain = name.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
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
