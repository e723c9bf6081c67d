import { z } from 'zod';

const longestLabel = 60;

/** A label such as `pragmatic_optimist`: lower-case words of a–z and 0–9, joined by underscores. */
export const scaffoldingLabelSchema = z
  .string()
  .min(1)
  .max(longestLabel)
  .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/);

/**
 * A text as a label: accents removed, everything but letters and digits an underscore, at most 60 characters in whole
 * words where that is possible. Null where nothing is left, such as of Chinese.
 */
export function toScaffoldingLabel(text: string): string | null {
  const words = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let label = '';
  for (const word of words) {
    const longer = label === '' ? word : `${label}_${word}`;
    if (longer.length > longestLabel) break;
    label = longer;
  }
  return label || (words[0]?.slice(0, longestLabel) ?? null);
}
