import { isCardNumber, isIban, isIpAddress, isPhoneNumber } from './personal-numbers.ts';

/** Kinds of personal data that are looked for. */
export const personalDataKinds = ['email', 'iban', 'card', 'ip_address', 'phone', 'address'] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** What has to be in a text for a pattern to match it: quick to look for, so that most texts are not looked at any further. */
type Precheck = (text: string) => boolean;

const has =
  (pattern: RegExp): Precheck =>
  (text) =>
    pattern.test(text);

/** Words of the address forms below: before a number, looked for where a digit follows a space, and before a name. */
const wordBeforeNumber = / \d(?<=(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|straat|laan|plein) \d)/;
const wordBeforeName = /(?:Calle|Avenida|Rue|Avenue|Viale?|Rua|Piazza|Plaza) /;

const mayHaveAddress: Precheck = (text) =>
  /\d[a-z]?,? (?:\p{Lu}|rue|avenue|boulevard|place|allée)/u.test(text) ||
  wordBeforeName.test(text) ||
  wordBeforeNumber.test(text);

/** How one kind is found. */
type Candidate = { precheck: Precheck; pattern: RegExp; isValid: (text: string) => boolean };

/**
 * Where each kind may be; what is found there is checked. Kinds that are told more surely come first, since text that is
 * taken by one of them is not looked at again. The patterns have no part that can match the same text in two ways, so
 * that a long text takes no longer than its length asks for.
 */
export const personalDataPatterns: Record<PersonalDataKind, Candidate> = {
  email: {
    precheck: (text) => text.includes('@'),
    pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
    isValid: () => true,
  },
  iban: {
    precheck: has(/[A-Z]{2}\d\d/),
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    isValid: isIban,
  },
  card: {
    precheck: has(/\d(?:[ -]?\d){6}/),
    pattern: /(?<![\d.,])\d(?:[ -]?\d){12,18}(?![\d.,]\d|\d)/g,
    isValid: isCardNumber,
  },
  ip_address: {
    precheck: has(/\d\.\d{1,3}\.\d/),
    pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g,
    isValid: isIpAddress,
  },
  phone: {
    precheck: has(/\d(?:[ ()/.-]{0,2}\d){5}/),
    pattern: /(?<![\p{L}\p{N}])(?:\+|\(|\d)(?:[ ()/.-]{0,2}\d){6,16}(?![\p{L}\p{N}])/gu,
    isValid: isPhoneNumber,
  },
  address: {
    precheck: mayHaveAddress,
    pattern:
      /(?<!\p{L})(?:\d{1,5}[a-z]? (?:\p{Lu}[\p{L}'’.-]{0,30} ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Terrace|Way|Place|Pl)\b|\p{Lu}[\p{L}.-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|straat|laan|plein) \d{1,4}[a-z]?\b|(?:Calle|Avenida|Rue|Avenue|Via|Viale|Rua|Piazza|Plaza)(?: \p{L}[\p{L}'’.-]{0,30}){1,5},? \d{1,4}\b|\d{1,4},? (?:rue|avenue|boulevard|place|allée)(?: \p{L}[\p{L}'’.-]{0,30}){1,5})/gu,
    isValid: () => true,
  },
};
