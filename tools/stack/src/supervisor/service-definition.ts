/** How a process shows that it can do its work. */
export type Readiness =
  /** Asked every 50 ms until it answers true; an error counts as not yet. */
  | { readonly kind: 'asked'; readonly ask: (signal: AbortSignal) => Promise<boolean> }
  /** The process sends the IPC message `{ "type": "ready" }` or writes a line `ready`. */
  | { readonly kind: 'announced' };

/** A process of the stack: how it starts, how it shows that it is ready, how it stops. Times are milliseconds. */
export interface ServiceDefinition {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The operating system's user that the process runs as; this process's own if absent. */
  readonly systemUser?: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether it works while nobody waits for it, and leaves the processors to whatever somebody waits for. */
  readonly givesWay?: boolean;
  /** Opens an IPC channel, by whose end the process notices that its supervisor died. */
  readonly channel: boolean;
  readonly logFile: string;
  readonly readiness: Readiness;
  /** What is waited for until it is ready, as a person reads it after `waiting for`. */
  readonly waitsFor: string;
  readonly readyTimeout: number;
  /** How often the first start is tried before it counts as failed. */
  readonly firstStartAttempts: number;
  /** Done before each start, the first and every later one. */
  readonly prepare?: () => Promise<void>;
  readonly stopSignal: NodeJS.Signals;
  /** How long the process may take to stop before it is killed. */
  readonly stopGrace: number;
}
