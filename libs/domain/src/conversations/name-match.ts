/** How well a wanted name fits the names there are. */
export type NameMatch =
  | { readonly kind: 'found'; readonly name: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'absent' };

/** The name without case, accents, `~` of unsaved contacts, emoji and punctuation. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

/** True where every word of one name is a word of the other: "Ash" and "Ash Ketchum", "ketchum ash". */
function sharesAllWords(one: string, other: string): boolean {
  const [fewer = [], more = []] = [one.split(' '), other.split(' ')].toSorted((a, b) => a.length - b.length);
  const words = new Set(more);
  return fewer.every((word) => word !== '' && words.has(word));
}

/**
 * Finds a wanted name among names: exactly, then without case and accents, then by its words ("ash" for "Ash Ketchum")
 * where one name only fits.
 *
 * @returns `ambiguous` with the names that fit equally well; the caller decides whether to ask
 */
export function matchName(wanted: string, names: readonly string[]): NameMatch {
  const exact = names.find((name) => name === wanted.trim());
  if (exact !== undefined) return { kind: 'found', name: exact };
  const folded = foldedName(wanted);
  if (folded === '') return { kind: 'absent' };
  const same = names.filter((name) => foldedName(name) === folded);
  const candidates =
    same.length > 0 ? same : names.filter((name) => sharesAllWords(folded, foldedName(name)));
  const [only, ...others] = candidates;
  if (only === undefined) return { kind: 'absent' };
  return others.length === 0 ? { kind: 'found', name: only } : { kind: 'ambiguous', candidates };
}
