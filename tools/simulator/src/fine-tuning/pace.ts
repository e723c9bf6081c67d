/** From `at` on, `rate` simulated seconds pass in each real second, starting from `progress`. */
export interface PaceSegment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Simulated seconds since the start of the job. */
  readonly progress: number;
  readonly rate: number;
}

/** How fast a job went, in order of time; the first segment starts with the job. */
export type Pace = readonly [PaceSegment, ...PaceSegment[]];

/** The pace of a job that starts now. */
export const startPace = (now: number, rate: number): Pace => [{ at: now, progress: 0, rate }];

/** Simulated seconds that have passed at a moment. */
export function progressAt(pace: Pace, now: number): number {
  const current = pace.findLast(({ at }) => at <= now) ?? pace[0];
  return current.progress + (Math.max(0, now - current.at) / 1000) * current.rate;
}

/** When so many simulated seconds will have passed, in milliseconds since the epoch; infinite when never. */
export function momentOf(pace: Pace, progress: number): number {
  for (const [index, segment] of pace.entries()) {
    const next = pace[index + 1];
    const moment = segment.at + secondsTo(segment, progress) * 1000;
    if (next === undefined || moment < next.at) return moment;
    if (next.progress >= progress) return next.at;
  }
  return Number.POSITIVE_INFINITY;
}

function secondsTo(segment: PaceSegment, progress: number): number {
  const left = progress - segment.progress;
  if (left <= 0) return 0;
  return segment.rate === 0 ? Number.POSITIVE_INFINITY : left / segment.rate;
}

/** Goes on at another rate from a moment on; what was planned for later is dropped. */
export function changeRate(pace: Pace, at: number, rate: number): Pace {
  return appendTo(pace, { at, progress: progressAt(pace, at), rate });
}

/** Lets simulated seconds pass at once. */
export function jumpAhead(pace: Pace, now: number, seconds: number): Pace {
  const current = pace.findLast(({ at }) => at <= now) ?? pace[0];
  return appendTo(pace, { at: now, progress: progressAt(pace, now) + seconds, rate: current.rate });
}

function appendTo(pace: Pace, segment: PaceSegment): Pace {
  const [first, ...rest] = pace;
  return [first, ...rest.filter(({ at }) => at < segment.at), segment];
}
