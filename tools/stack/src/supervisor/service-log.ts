import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { classifyLine } from './classify-line.ts';

const filesKept = 3;
const lastLinesKept = 20;
/** Milliseconds: the first trouble is told soon, more of it at most this often. */
const firstTellDelay = 1_000;
const tellInterval = 60_000;

/** A service's log file, which also counts the lines that tell of trouble. */
export interface ServiceLog {
  readonly read: (input: Readable, onLine: (line: string) => void) => void;
  /** The last 20 lines, for the message of a failed start. */
  readonly lastLines: () => readonly string[];
  readonly close: () => void;
}

/**
 * Opens `file` for appending, after moving the last start's log to `file.1`, that one to `file.2` and so on (3 kept).
 * @param onTrouble is told, at most once a minute, how many warnings and errors came since it was told last.
 */
export function openServiceLog(file: string, onTrouble: (summary: string) => void): ServiceLog {
  mkdirSync(dirname(file), { recursive: true });
  rotate(file);
  const output = createWriteStream(file, { flags: 'a' });
  const last: string[] = [];
  const troubles = createTroubleCounter(onTrouble);
  return {
    read: (input, onLine) => {
      createInterface({ input }).on('line', (line) => {
        output.write(`${line}\n`);
        last.push(line);
        if (last.length > lastLinesKept) last.shift();
        troubles.count(line);
        onLine(line);
      });
    },
    lastLines: () => last,
    close: () => {
      troubles.close();
      output.end();
    },
  };
}

function rotate(file: string): void {
  rmSync(`${file}.${String(filesKept)}`, { force: true });
  for (let age = filesKept - 1; age >= 0; age -= 1) {
    const from = age === 0 ? file : `${file}.${String(age)}`;
    if (existsSync(from)) renameSync(from, `${file}.${String(age + 1)}`);
  }
}

function createTroubleCounter(onTrouble: (summary: string) => void): {
  count: (line: string) => void;
  close: () => void;
} {
  let warnings = 0;
  let errors = 0;
  let timer: NodeJS.Timeout | undefined;
  let toldAt = -Infinity;
  const tell = (): void => {
    timer = undefined;
    toldAt = performance.now();
    onTrouble(
      [plural(errors, 'error'), plural(warnings, 'warning')].filter((part) => part !== '').join(', '),
    );
    warnings = 0;
    errors = 0;
  };
  return {
    count: (line) => {
      const kind = classifyLine(line);
      if (kind === 'other') return;
      if (kind === 'error') errors += 1;
      else warnings += 1;
      const wait = Math.max(firstTellDelay, toldAt + tellInterval - performance.now());
      timer ??= setTimeout(tell, wait).unref();
    },
    close: () => clearTimeout(timer),
  };
}

function plural(count: number, noun: string): string {
  return count === 0 ? '' : `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
