import { describe, expect, it } from 'vitest';

import type { ParsedConversation } from './message.ts';
import { parseWhatsApp } from './whatsapp.ts';

const LRM = '\u200E';
const RLM = '\u200F';
const NARROW = '\u202F';

const two = (value: number): string => String(value).padStart(2, '0');

/** Numbers 0–1 that are the same in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12;
const isMorning = (date: Date): boolean => date.getUTCHours() < 12;
const meridiem = (date: Date, am: string, pm: string): string => (isMorning(date) ? am : pm);

const d = (date: Date): number => date.getUTCDate();
const m = (date: Date): number => date.getUTCMonth() + 1;
const y = (date: Date): number => date.getUTCFullYear();
const yy = (date: Date): string => two(y(date) % 100);
const hm = (date: Date): string => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
const hms = (date: Date): string => `${hm(date)}:${two(date.getUTCSeconds())}`;
const hm12 = (date: Date): string => `${hour12(date)}:${two(date.getUTCMinutes())}`;
const hms12 = (date: Date): string => `${hm12(date)}:${two(date.getUTCSeconds())}`;

function inDigits(text: string, zero: number): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How phones in different countries print the head of a message. */
const FORMS: Readonly<Record<string, (date: Date) => string>> = {
  'Android, US': (t) => `${m(t)}/${d(t)}/${yy(t)}, ${hm12(t)} ${meridiem(t, 'AM', 'PM')} - `,
  'Android, US, narrow space': (t) =>
    `${m(t)}/${d(t)}/${yy(t)}, ${hm12(t)}${NARROW}${meridiem(t, 'AM', 'PM')} - `,
  'Android, US, 24 h': (t) => `${m(t)}/${d(t)}/${yy(t)}, ${hm(t)} - `,
  'Android, UK': (t) => `${two(d(t))}/${two(m(t))}/${y(t)}, ${hm(t)} - `,
  'Android, India': (t) =>
    `${two(d(t))}/${two(m(t))}/${yy(t)}, ${hm12(t)}${NARROW}${meridiem(t, 'am', 'pm')} - `,
  'Android, in words': (t) =>
    `${two(d(t))}/${two(m(t))}/${y(t)}, ${hm12(t)} in the ${meridiem(t, 'morning', 'afternoon')} - `,
  'Android, Canada': (t) => `${y(t)}-${two(m(t))}-${two(d(t))}, ${hm12(t)} ${meridiem(t, 'a.m.', 'p.m.')} - `,
  'Android, Germany': (t) => `${two(d(t))}.${two(m(t))}.${yy(t)}, ${hm(t)} - `,
  'Android, Germany, en dash': (t) => `${two(d(t))}.${two(m(t))}.${yy(t)}, ${hm(t)} – `,
  'Android, Spain': (t) => `${d(t)}/${m(t)}/${yy(t)} ${hm(t)} - `,
  'Android, Colombia': (t) =>
    `${d(t)}/${two(m(t))}/${y(t)}, ${hm12(t)}\u00A0${meridiem(t, 'a.\u00A0m.', 'p.\u00A0m.')} - `,
  'Android, Brazil': (t) => `${two(d(t))}/${two(m(t))}/${y(t)} ${hm(t)} - `,
  'Android, France, long ago': (t) => `${two(d(t))}/${two(m(t))}/${y(t)} à ${hm(t)} - `,
  'Android, Quebec': (t) =>
    `${y(t)}-${two(m(t))}-${two(d(t))} ${two(t.getUTCHours())} h ${two(t.getUTCMinutes())} - `,
  'Android, Netherlands': (t) => `${two(d(t))}-${two(m(t))}-${y(t)} ${hm(t)} - `,
  'Android, Sweden': (t) => `${y(t)}-${two(m(t))}-${two(d(t))} ${hm(t)} - `,
  'Android, Finland': (t) => `${d(t)}.${m(t)}.${y(t)} klo ${hm(t).replace(':', '.')} - `,
  'Android, Denmark': (t) => `${two(d(t))}.${two(m(t))}.${y(t)} ${hm(t).replace(':', '.')} - `,
  'Android, Indonesia': (t) => `${two(d(t))}/${two(m(t))}/${yy(t)} ${hm(t).replace(':', '.')} - `,
  'Android, Hungary': (t) => `${y(t)}. ${two(m(t))}. ${two(d(t))}. ${hm(t)} - `,
  'Android, Croatia': (t) => `${two(d(t))}. ${two(m(t))}. ${y(t)}. ${hm(t)} - `,
  'Android, Bulgaria': (t) => `${d(t)}.${two(m(t))}.${yy(t)} г., ${hm(t)} ч. - `,
  'Android, South Africa': (t) => `${y(t)}/${two(m(t))}/${two(d(t))}, ${hm(t)} - `,
  'Android, Japan': (t) => `${y(t)}/${two(m(t))}/${two(d(t))} ${hm(t)} - `,
  'Android, China': (t) => `${y(t)}/${m(t)}/${d(t)} ${meridiem(t, '上午', '下午')}${hm12(t)} - `,
  'Android, Vietnam': (t) => `${hm(t)}, ${two(d(t))}/${two(m(t))}/${y(t)} - `,
  'Android, Greece': (t) => `${d(t)}/${m(t)}/${yy(t)}, ${hm12(t)} ${meridiem(t, 'π.μ.', 'μ.μ.')} - `,
  'Android, Persian digits': (t) =>
    `${inDigits(`${y(t)}/${m(t)}/${d(t)}`, 0x06f0)}،\u200F ${inDigits(hm(t), 0x06f0)} - `,
  'Android, month by name': (t) => `${hm(t)}, ${d(t)} ${EN_MONTHS[m(t) - 1]} ${y(t)} - `,
  'Android, year first, short': (t) => `${yy(t)}/${two(m(t))}/${two(d(t))}, ${hm(t)} - `,
  'Korean Android': (t) => `${y(t)}년 ${m(t)}월 ${d(t)}일 ${meridiem(t, '오전', '오후')} ${hm12(t)}, `,
  'iOS, US': (t) => `[${m(t)}/${d(t)}/${yy(t)}, ${hms12(t)}${NARROW}${meridiem(t, 'AM', 'PM')}] `,
  'iOS, UK': (t) => `[${two(d(t))}/${two(m(t))}/${y(t)}, ${hms(t)}] `,
  'iOS, short year': (t) => `[${two(d(t))}/${two(m(t))}/${yy(t)}, ${hms(t)}] `,
  'iOS, Germany': (t) => `[${two(d(t))}.${two(m(t))}.${yy(t)}, ${hms(t)}] `,
  'iOS, Germany, 12 h': (t) =>
    `[${two(d(t))}.${two(m(t))}.${yy(t)}, ${hms12(t)} ${meridiem(t, 'AM', 'PM')}] `,
  'iOS, France': (t) => `[${two(d(t))}/${two(m(t))}/${y(t)} ${hms(t)}] `,
  'iOS, Netherlands': (t) => `[${two(d(t))}-${two(m(t))}-${y(t)} ${hms(t)}] `,
  'iOS, Sweden': (t) => `[${y(t)}-${two(m(t))}-${two(d(t))}, ${hms(t)}] `,
  'iOS, Mexico': (t) => `[${two(d(t))}/${two(m(t))}/${yy(t)}, ${hms12(t)} ${meridiem(t, 'a.m.', 'p.m.')}] `,
  'iOS, Finland': (t) => `[${d(t)}.${m(t)}.${y(t)} klo ${hms(t).replaceAll(':', '.')}] `,
  'iOS, Vietnam': (t) => `[${hms(t)}, ${two(d(t))}/${two(m(t))}/${y(t)}] `,
  'iOS, Egypt': (t) =>
    `[${RLM}${inDigits(String(d(t)), 0x0660)}${RLM}/${inDigits(String(m(t)), 0x0660)}${RLM}/${inDigits(String(y(t)), 0x0660)}، ${inDigits(hms12(t), 0x0660)} ${meridiem(t, 'ص', 'م')}] `,
  'iOS, Thailand': (t) => `[${d(t)}/${m(t)}/${y(t) + 543} BE, ${hms(t)}] `,
  'iOS, Korea': (t) => `[${y(t)}. ${m(t)}. ${d(t)}. ${meridiem(t, '오전', '오후')} ${hms12(t)}] `,
  'iOS, Japanese era': (t) => `[${m(t)}/${d(t)}/R${y(t) - 2018}, ${hms(t)}] `,
  'iOS, marked': (t) => `${LRM}[${two(d(t))}/${two(m(t))}/${yy(t)}, ${hms(t)}] `,
  'iOS, long ago': (t) => `${two(d(t))}/${two(m(t))}/${yy(t)} ${hms(t)}: `,
  'copied from the web page': (t) => `[${hm(t)}, ${two(d(t))}/${two(m(t))}/${y(t)}] `,
  'ISO, no seconds': (t) => `[${y(t)}-${two(m(t))}-${two(d(t))} ${hm(t)}] `,
};

const NAMES = [
  'Ash Ketchum',
  'Prof. Oak',
  '+49 170 1234567',
  'Zoë 🌸',
  'Jessie & James',
  '李雷',
  'محمد',
  'O’Brien-Smith',
];
const TEXTS = [
  'hello',
  'How are you: fine?',
  'note: buy milk',
  '12:30 works for me',
  'two\nlines: one with a colon\n\nand a third',
  'https://example.org/z?a=b: c',
  '😂😂',
  '1. first - second',
  '"quoted: text" here',
  'on 5/6 - maybe',
  'He said: "left"',
  'Bob: that is what he said',
];

function pick<T>(from: readonly [T, ...T[]] | readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

function rendered(head: (date: Date) => string, seed: number, lineEnd: string) {
  const random = seededRandom(seed);
  const hasSeconds = head(new Date(Date.UTC(2023, 10, 12, 13, 14, 37))).match(/37|٣٧/) !== null;
  let time = Date.UTC(2022, 10, 3, 8, 2, 11);
  const expected = Array.from({ length: 80 }, () => {
    time += Math.floor(random() * 2.5 * 86_400_000);
    time -= time % (hasSeconds ? 1000 : 60_000);
    const date = new Date(time);
    return { date, speaker: pick(NAMES, random), text: pick(TEXTS, random) };
  });
  const lines = expected.map(
    ({ date, speaker, text }) => `${head(date)}${speaker}: ${text.replaceAll('\n', lineEnd)}`,
  );
  const messages = expected.map(({ date, speaker, text }) => ({
    speaker,
    text,
    sentAt: date.toISOString().slice(0, 19),
    attachment: null,
  }));
  return { file: lines.join(lineEnd), messages };
}

function parsed(file: string): ParsedConversation {
  const conversation = parseWhatsApp(file);
  if (conversation === null) throw new Error('not read as a WhatsApp export');
  return conversation;
}

describe('date forms of WhatsApp exports', () => {
  it.each(Object.entries(FORMS))('gives back every message as it was written: %s', (_form, head) => {
    for (const [seed, lineEnd] of [
      [1, '\n'],
      [2, '\r\n'],
      [3, '\n'],
    ] as const) {
      const { file, messages } = rendered(head, seed, lineEnd);
      expect(parsed(file).messages).toEqual(messages);
    }
  });

  it('reads a file that begins with a byte order mark', () => {
    const { messages } = parsed('\uFEFF31.12.23, 21:41 - Ash: one\n31.12.23, 21:42 - Misty: two');
    expect(messages.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('reads messages copied on a phone, which carry no year, without inventing one', () => {
    const { messages, warnings } = parsed('[31/12, 21:41] Ash: one\n[31/12, 21:42] Misty: two');
    expect(messages.map(({ speaker, sentAt }) => [speaker, sentAt])).toEqual([
      ['Ash', null],
      ['Misty', null],
    ]);
    expect(warnings).toEqual(['2 messages carry no complete date.']);
  });
});

describe('day and month', () => {
  const order = (...dates: string[]) => {
    const file = dates
      .map((date, index) => `${date}, 10:00 - ${index % 2 ? 'Ash' : 'Misty'}: text`)
      .join('\n');
    const { dateOrder, warnings } = parsed(file);
    return { dateOrder, warnings };
  };

  it('is settled for the whole file by one value above 12', () => {
    expect(order('01/02/2023', '13/02/2023')).toEqual({ dateOrder: 'day_first', warnings: [] });
    expect(order('1/2/23', '2/13/23')).toEqual({ dateOrder: 'month_first', warnings: [] });
  });

  it('is settled by the order in which time runs forward', () => {
    expect(order('03/11/2023', '02/12/2023').dateOrder).toBe('day_first');
    expect(order('11/03/2023', '12/02/2023').dateOrder).toBe('month_first');
  });

  it('is settled by density where four days would else be four months', () => {
    expect(order('2/1/23', '2/2/23', '2/3/23', '2/4/23').dateOrder).toBe('month_first');
    expect(order('01/02/23', '02/02/23', '03/02/23', '04/02/23').dateOrder).toBe('day_first');
  });

  it('is read day first with a warning where nothing settles it', () => {
    const { dateOrder, warnings } = order('01/02/2023', '01/03/2023');
    expect(dateOrder).toBe('day_first');
    expect(warnings).toEqual([
      'Day and month cannot be told apart in this export; dates are read day first.',
    ]);
  });

  it('is read month first with a warning where nothing settles it and the form is American', () => {
    const { dateOrder, warnings } = parsed('7/4/23, 9:41 PM - Ash: one\n7/4/23, 9:42 PM - Misty: two');
    expect(dateOrder).toBe('month_first');
    expect(warnings).toHaveLength(1);
  });

  it('does not matter where both are the same number', () => {
    expect(order('05/05/2023', '05/05/2023')).toEqual({ dateOrder: 'day_first', warnings: [] });
  });

  it('knows a two-digit year in front', () => {
    expect(order('23/11/28', '23/11/30', '23/12/01', '24/01/02').dateOrder).toBe('year_first');
  });
});
