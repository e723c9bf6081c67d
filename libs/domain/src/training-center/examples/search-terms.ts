/** What an example has to say, and what it must not say, for a search to find it. At least one of them is said. */
export type SearchTerms = { wanted: string[]; unwanted: string[] };

/** A dash that excludes, then a phrase in quotation marks (the last one may be left open) or a word. */
const TERM = /(-?)(?:"([^"]*)"?|(\S+))/gu;

/**
 * Takes a search apart: words, phrases in double quotation marks, and either with a dash before it for what is not wanted.
 * A dash alone is a word. A search of nothing but quotation marks is looked for as it is: it must not find everything.
 */
export function searchTermsOf(search: string): SearchTerms {
  const terms: SearchTerms = { wanted: [], unwanted: [] };
  for (const [whole, dash, phrase, word] of search.matchAll(TERM)) {
    const text = (phrase ?? word ?? '').trim();
    if (text !== '') (dash === '' ? terms.wanted : terms.unwanted).push(text);
    else if (whole === '-') terms.wanted.push(whole);
  }
  const isEmpty = terms.wanted.length + terms.unwanted.length === 0;
  return isEmpty ? { wanted: [search.trim()], unwanted: [] } : terms;
}
