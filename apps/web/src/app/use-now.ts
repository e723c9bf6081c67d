import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

/** The time, looked at anew every so many milliseconds. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), everyMs, { autoInvoke: true });
  return now;
}
