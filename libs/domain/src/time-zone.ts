import { z } from 'zod';

const fault = { error: 'time_zone must be the IANA name of a time zone, such as Europe/Lisbon.' };

/** The IANA name of a time zone that this machine knows. */
export const timeZoneSchema = z.string(fault).max(64, fault).refine(isTimeZone, fault);

/** Whether a name is one of a time zone. Offsets such as `+01:00` are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
