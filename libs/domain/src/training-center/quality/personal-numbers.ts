/**
 * The beginnings and lengths of the large schemes' cards (ISO/IEC 7812): Visa, Mastercard, American Express, Diners Club,
 * Discover and UnionPay, JCB. One of ten numbers has a right check digit by accident; few have this as well.
 */
const CARD =
  /^(?:4(?:\d{15}|\d{18})|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|6(?:011|[2-5]\d\d)\d{12,15}|35\d{14})$/;

/** Whether digits with spaces or dashes are the number of a payment card, by its beginning, length and check digit (Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  return CARD.test(digits) && hasLuhnDigit(digits);
}

/** ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum is a multiple of ten. */
function hasLuhnDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

/** Whether a text is an IBAN by its check digits (ISO 13616: the rearranged number modulo 97 is 1). */
export function isIban(text: string): boolean {
  const plain = text.replace(/ /g, '');
  if (plain.length < 15 || plain.length > 34) return false;
  const rearranged = plain.slice(4) + plain.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Whether four numbers with dots are an IPv4 address of somebody: not a local one, and no version of a program. */
export function isIpAddress(text: string): boolean {
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return false;
  const [first = 0, second = 0] = parts;
  const isLocal = [0, 10, 127].includes(first) || (first === 192 && second === 168);
  const isVersion = parts.every((part) => part < 25);
  return !isLocal && !isVersion && !(first === 172 && second >= 16 && second < 32);
}

/**
 * Whether digits are a telephone number: an international one with its plus sign, or 7 to 15 digits in groups as numbers are
 * written. Dates, times, years, amounts and plain numbers are none.
 */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15) return false;
  if (text.startsWith('+')) return /^\+[1-9]/.test(text) && digits.length >= 8;
  if (/^\d+\.\d+$/.test(text)) return false;
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(text) || /^\d{4} ?[-–/] ?\d{4}$/.test(text)) return false;
  const groups = text.split(/[ ()/.-]+/).filter((group) => group !== '');
  const isLocal = /^\(?0/.test(text) && digits.length >= 9;
  const isNorthAmerican = /^(?:1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]\d{4}$/.test(text);
  return isNorthAmerican || (isLocal && (groups.length > 1 || digits.length >= 10));
}
