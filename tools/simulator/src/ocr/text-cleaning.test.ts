import { describe, expect, it } from 'vitest';
import { isSeparator } from './text-cleaning.ts';

describe('isSeparator', () => {
  it.each([
    'Today',
    'Yesterday 21:41',
    'Today 9:41 AM',
    'Monday',
    'Fri, 12 May 2024',
    'Mon, Jan 5 at 9:41 AM',
    '12/05/2024',
    '12 May 2024',
    'May 12, 2024',
    '3 unread messages',
    'Delivered',
    'Read 9:41 PM',
  ])('takes "%s" for a note between messages', (line) => {
    expect(isSeparator(line)).toBe(true);
  });

  it.each([
    'Sun cream and patience',
    'Today was great!',
    'Read the book I gave you?',
    'Sat next to Tom all day',
    'Delivered the parcel at noon',
    'Yesterday at 5 we met Ann',
    '12/05/2024 works for me',
    'May 12 is perfect',
    'Friday?',
  ])('takes "%s" for a message', (line) => {
    expect(isSeparator(line)).toBe(false);
  });
});
