import { personalDataKinds, personalDataPatterns, type PersonalDataKind } from './personal-data-patterns.ts';

/** Where personal data is in a text: offsets in UTF-16 code units, the end not included. */
export type PersonalDataSpan = { kind: PersonalDataKind; start: number; end: number };

/**
 * Personal data in a text, in order and without overlaps: e-mail addresses; IBANs and payment cards by their check digits
 * (ISO 13616, Luhn); IPv4 addresses; telephone numbers; postal addresses in the common forms of English, German, Dutch,
 * French, Spanish, Italian and Portuguese. Names are not looked for: they need a model.
 */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const spans: PersonalDataSpan[] = [];
  const hasDigit = /\d/.test(text);
  for (const kind of personalDataKinds) {
    const { precheck, pattern, isValid } = personalDataPatterns[kind];
    if ((kind !== 'email' && !hasDigit) || !precheck(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const span = { kind, start: match.index, end: match.index + match[0].length };
      if (isValid(match[0]) && !spans.some((other) => overlaps(span, other))) spans.push(span);
    }
  }
  return spans.sort((one, other) => one.start - other.start);
}

/** The text with each place of personal data replaced by its kind in brackets: `[email]`, `[phone]`. */
export function redactPersonalData(
  text: string,
  spans: readonly PersonalDataSpan[] = findPersonalData(text),
): string {
  let redacted = '';
  let from = 0;
  for (const { kind, start, end } of spans) {
    redacted += `${text.slice(from, start)}[${kind}]`;
    from = end;
  }
  return redacted + text.slice(from);
}

const overlaps = (one: PersonalDataSpan, other: PersonalDataSpan): boolean =>
  one.start < other.end && other.start < one.end;
