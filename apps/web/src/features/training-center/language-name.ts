const names = new Intl.DisplayNames('en', { type: 'language' });

/** A language in words: `de` is "German". A code that is none stays as it is. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
