/** Which half of the day a 12-hour time belongs to; `noon` reads 12 and 1 as 12:00 and 13:00. */
export type DayPeriod = 'morning' | 'afternoon' | 'noon';

/** Words around a time that say nothing about the half of the day: "at", "o'clock" and their kin. */
const FILLERS = new Set(
  'at klo kl um uhr à a as às alle om la las los kell godz saat ora pukul jam lúc h ч в เวลา น'.split(' '),
);

/** As CLDR names them, lower case, dots and spaces removed. */
const PERIODS: ReadonlyArray<readonly [DayPeriod, string]> = [
  ['morning', 'am inthemorning midnight atnight delamañana delamadrugada damanhã damadrugada dumatin matin'],
  [
    'morning',
    'morgens vormittags dopoledne dop dimineața asubuhi eparadites pd pg sa sáng fm vm ap de öö πμ дп проб',
  ],
  ['morning', 'ص صباحا صباحًا قظ قبلازظهر पूर्वाह्न পূর্বাহ্ণ ก่อนเที่ยง 오전 午前 上午 凌晨 早上 清晨 清早'],
  [
    'afternoon',
    'pm intheafternoon intheevening delatarde delanoche datarde danoite delaprès-midi dusoir soir',
  ],
  [
    'afternoon',
    'nachmittags abends odpoledne odp mchana jioni emasdites md ptg ch chiều tối em nm ip du ös μμ пп рп слоб',
  ],
  ['afternoon', 'م مساء مساءً بظ بعدازظهر अपराह्न অপরাহ্ণ หลังเที่ยง 오후 午後 下午 晚上 傍晚'],
  ['morning', 'fh priekšp priešpiet to претпл ጥዋት'],
  ['afternoon', 'eh pēcp popiet pop tk попл ከሰዓት'],
  ['noon', 'noon mittags delmediodía 中午 正午'],
];

const PERIOD_BY_WORD = new Map(
  PERIODS.flatMap(([period, words]) => words.split(' ').map((word) => [word, period] as const)),
);

/**
 * Reads the words around a time ("p. m.", "下午", "in the morning", "klo").
 *
 * @returns the half of the day, `null` where the words are fillers or absent, `undefined` where they are unknown.
 */
export function readDayPeriod(words: string | undefined): DayPeriod | null | undefined {
  if (words === undefined || words.trim() === '') return null;
  const tokens = words.toLowerCase().normalize('NFC').replace(/['’]/g, '').split(/\s+/);
  const telling = tokens.filter((token) => !FILLERS.has(token.replace(/\./g, '')));
  const known = [tokens, telling].map((some) => PERIOD_BY_WORD.get(some.join('').replace(/\./g, '')));
  return known.find((period) => period !== undefined) ?? (telling.length === 0 ? null : undefined);
}

/**
 * The hour on the 24-hour clock.
 *
 * @returns 0–23, or `null` where the hour cannot be (25, or 13 in the morning is kept: phones do print 13:05 PM).
 */
export function hourOfDay(hour: number, period: DayPeriod | null): number | null {
  if (hour > 24) return null;
  if (hour === 24) return 0;
  if (period === null || hour > 12) return hour;
  if (period === 'morning') return hour % 12;
  if (period === 'noon') return hour === 11 ? 11 : (hour % 12) + 12;
  return (hour % 12) + 12;
}
