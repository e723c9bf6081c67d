import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, redactPersonalData } from './personal-data.ts';
import { personalDataKinds, personalDataPatterns } from './personal-data-patterns.ts';

const kindsIn = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind);

describe('personal data', () => {
  it.each([
    ['Write to mara.lind+sea@mail.example.org today', 'email'],
    ['Call +49 151 2345 6789 please', 'phone'],
    ['Call (415) 555-2671 please', 'phone'],
    ['Ruf 0151 23456789 an', 'phone'],
    ['Card 4111 1111 1111 1111, thanks', 'card'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'iban'],
    ['From 203.0.113.77 at night', 'ip_address'],
    ['I live at 221 Baker Street now', 'address'],
    ['Ich wohne Lindenstraße 12, hinten', 'address'],
    ['Vive en Calle Mayor 12', 'address'],
  ])('is found in %j', (text, kind) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each([
    'On 2024-01-15 at 10:30 we met',
    'Between 1999 and 2024, 1234567 people came',
    'The number 4111 1111 1111 1112 is none',
    'Version 1.2.3.4 and 10.0.0.1 and 192.168.1.20',
    'From 1990 – 2000 it rained 12.5 mm a day',
    'Call me later, at 5 or 6',
    'The sum 1 + 1646615806005 and the ratio 0.3571428571',
    'Order 4212883012996 from shelf 960397912423686',
    'It costs 1,234,567.89 dollars',
    'Add 250 g flour, 3 eggs and 500 ml milk',
  ])('is not found in %j', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('is replaced by its kind, the rest of the text unchanged', () => {
    expect(redactPersonalData('Mail a@b.de or +1 415 555 2671 😀.')).toBe('Mail [email] or [phone] 😀.');
  });

  it.each([
    ['digits', '1'.repeat(200_000)],
    ['digits with spaces', '1 '.repeat(100_000)],
    ['names of streets', `Rue ${'a'.repeat(200_000)}`],
    ['capital words', `1 ${'Aa '.repeat(70_000)}`],
    ['addresses that never end', 'a@'.repeat(100_000)],
    ['dots', `1.${'a.'.repeat(100_000)}`],
  ])('is looked for in %s without losing time', (_, text) => {
    const started = performance.now();
    findPersonalData(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is in no text that the quick look before leaves out', () => {
    const pieces = [
      ...[
        '1',
        '42',
        '2024',
        ' ',
        '.',
        '-',
        '(',
        '+',
        ',',
        '@',
        'a',
        'b',
        'GB',
        'DE12',
        '1234',
        '10.1.2.3',
        ', ',
      ],
      ...[
        'straße ',
        'weg ',
        'plein ',
        'Kirch',
        'Main ',
        'Street',
        'Rue ',
        'de ',
        'rue ',
        'allée ',
        'Plaza ',
        'É',
        'mail',
      ],
    ];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom(...personalDataKinds), (text, kind) => {
        const { precheck, pattern } = personalDataPatterns[kind];
        if (text.match(pattern) !== null) expect(precheck(text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
