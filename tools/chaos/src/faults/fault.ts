/** What can be made to go wrong. */
export const faultKinds = [
  'kill',
  'freeze',
  'storage',
  'cut',
  'slow',
  'torn_answers',
  'lost_answers',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What each kind is called in front of people. */
export const faultTitles: Record<FaultKind, string> = {
  kill: 'kill -9, and started again',
  freeze: 'frozen (SIGSTOP), and goes on as if nothing had been',
  storage: 'object storage full',
  cut: 'connections cut',
  slow: 'connections slow',
  torn_answers: 'connections cut within an answer',
  lost_answers: 'answers lost',
};

/** A fault that is about to be injected. */
export interface PlannedFault {
  readonly kind: FaultKind;
  /** The process, the link or the volume. Faults of the same target come one after the other. */
  readonly target: string;
  /** Milliseconds from the injection of the fault before to this one. */
  readonly gapMs: number;
  /** Milliseconds that it lasts; a killed process is back when it is ready. */
  readonly lastsMs: number;
  /** Milliseconds of delay, for a slow connection. */
  readonly latencyMs: number;
  /** Bytes of answers after which a connection is cut, for torn answers. */
  readonly tearAfterBytes: number;
}

/** A fault that was injected. Times are milliseconds since the epoch. */
export interface InjectedFault {
  readonly kind: FaultKind;
  readonly target: string;
  readonly from: number;
  /** When all was well again. */
  readonly until: number;
}
