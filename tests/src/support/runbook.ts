import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Commands of a runbook, and what it says that they print. */
export type RunbookStep = {
  /** The heading that it is under. */
  section: string;
  commands: string;
  /** Lines that are printed, in this order, others between them; `…` stands for whatever differs. */
  prints: readonly string[];
};

const block = /^## (?<heading>.+)$|^ *```(?<language>sh|text)\n(?<content>[\s\S]*?)^ *```$/gm;

/** Reads the blocks `sh` of a document in Markdown; a block `text` right after one is what that prints. */
export function readRunbook(markdown: string): RunbookStep[] {
  const steps: (RunbookStep & { prints: string[] })[] = [];
  let section = '';
  for (const { groups } of markdown.matchAll(block)) {
    const lines = (groups?.['content'] ?? '').split('\n').map((line) => line.trimEnd());
    if (groups?.['heading'] !== undefined) section = groups['heading'];
    else if (groups?.['language'] === 'sh') steps.push({ section, commands: lines.join('\n'), prints: [] });
    else steps.at(-1)?.prints.push(...lines.filter((line) => line !== ''));
  }
  return steps;
}

/** The first line of `prints` that is not among the printed ones, or not in its place; undefined if all are there. */
export function missingLine(prints: readonly string[], printed: readonly string[]): string | undefined {
  let from = 0;
  for (const expected of prints) {
    const pattern = new RegExp(expected.trim().split('…').map(literally).join('.*'));
    const at = printed.findIndex((line, index) => index >= from && pattern.test(line));
    if (at === -1) return expected;
    from = at + 1;
  }
  return undefined;
}

/** A pattern for a text in which columns may be further apart. */
function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/ +/g, ' +');
}

/** What a step printed, and the exit code of the last of its commands that failed; 0 if none did. */
export type StepEnd = { code: number; lines: string[] };

/** One shell in which steps are run one after the other, so that what one exports is there for the next. */
export function openShell(folder: string, variables: Record<string, string>) {
  const shell = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const output = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  shell.stdin.write("exec 2>&1; set -o pipefail; trap 'failed=$?' ERR\n");
  const mark = 'end-of-step';
  return {
    async run(commands: string): Promise<StepEnd> {
      shell.stdin.write(`failed=0\n${commands}\nprintf '\\n${mark} %s\\n' "$failed"\n`);
      const lines: string[] = [];
      for (;;) {
        const { value, done } = await output.next();
        if (done === true) return { code: 1, lines: [...lines, 'The shell has ended.'] };
        if (value.startsWith(`${mark} `)) return { code: Number(value.slice(mark.length)), lines };
        lines.push(value);
      }
    },
    close: () => shell.kill(),
  };
}
