import { isCardNumber, isIban, isIpAddress, isPhoneNumber } from './personal-numbers.ts';

/** Kinds of personal data that are looked for. */
export const personalDataKinds = ['email', 'iban', 'card', 'ip_address', 'phone', 'address'] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** Where personal data is in a text: offsets in UTF-16 code units, the end not included. */
export type PersonalDataSpan = { kind: PersonalDataKind; start: number; end: number };

/**
 * Where each kind may be; what is found there is checked. Kinds that are told more surely come first, since text that is
 * taken by one of them is not looked at again. The patterns have no part that can match the same text in two ways, so
 * that a long text takes no longer than its length asks for.
 */
const candidates: Record<PersonalDataKind, { pattern: RegExp; isValid: (text: string) => boolean }> = {
  email: {
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
    isValid: () => true,
  },
  iban: { pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, isValid: isIban },
  card: { pattern: /(?<![\d.,])\d(?:[ -]?\d){12,18}(?![\d.,]\d|\d)/g, isValid: isCardNumber },
  ip_address: { pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g, isValid: isIpAddress },
  phone: {
    pattern: /(?<![\p{L}\p{N}])(?:\+|\(|\d)(?:[ ()/.-]{0,2}\d){6,16}(?![\p{L}\p{N}])/gu,
    isValid: isPhoneNumber,
  },
  address: {
    pattern:
      /(?<!\p{L})(?:\d{1,5}[a-z]? (?:\p{Lu}[\p{L}'’.-]{0,30} ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Terrace|Way|Place|Pl)\b|\p{Lu}[\p{L}.-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan|plein) \d{1,4}[a-z]?\b|(?:Calle|Avenida|Rue|Avenue|Via|Viale|Rua|Piazza|Plaza)(?: \p{L}[\p{L}'’.-]{0,30}){1,5},? \d{1,4}\b|\d{1,4},? (?:rue|avenue|boulevard|place|allée)(?: \p{L}[\p{L}'’.-]{0,30}){1,5})/gu,
    isValid: () => true,
  },
};

/**
 * Personal data in a text, in order and without overlaps: e-mail addresses; IBANs and payment cards by their check digits
 * (ISO 13616, Luhn); IPv4 addresses; telephone numbers; postal addresses in the common forms of English, German, Dutch,
 * French, Spanish, Italian and Portuguese. Names are not looked for: they need a model.
 */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const spans: PersonalDataSpan[] = [];
  const hasDigit = /\d/.test(text);
  for (const kind of personalDataKinds) {
    if (kind === 'email' ? !text.includes('@') : !hasDigit) continue;
    const { pattern, isValid } = candidates[kind];
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
