import { fineTuneProviderFacts, type FineTuneMethod, type FineTuneProvider } from '../fine-tune-provider.ts';
import { checkRow } from './check-row.ts';
import { findingAt, type FileFinding, type RowFault } from './file-finding.ts';
import { isOpenAiForm, rowRules } from './row-rules.ts';

export type FileCheckOptions = {
  provider: FineTuneProvider;
  method: FineTuneMethod;
  purpose: 'training' | 'validation';
  /** Most tokens of an example, with a function that counts those of a parsed row; left out, they are not checked. */
  tokens?: { limit: number; of: (row: unknown) => number };
  /** Largest file in bytes, where an account has another limit than `fineTuneProviderFacts`. */
  mostFileBytes?: number;
};

/** What a file was found to be. Every finding is given out as it is found; here they are counted. */
export type FileCheckReport = {
  examples: number;
  /** Of the file, line ends included. */
  bytes: number;
  isAcceptable: boolean;
  findings: number;
};

/**
 * Checks a training file by the provider's published rules, line by line: `line` for every line without its end, then
 * `finish`. Holds nothing but counts, so that a file of any size can be checked while it is written.
 */
export class TrainingFileCheck {
  readonly #options: FileCheckOptions;
  #lines = 0;
  #examples = 0;
  #bytes = 0;
  #findings = 0;
  #isTooLarge = false;

  constructor(options: FileCheckOptions) {
    this.#options = options;
  }

  /** @returns what is wrong with this line; nothing for a sound one */
  line(text: string): FileFinding[] {
    this.#lines += 1;
    this.#bytes += utf8Length(text) + 1;
    const faults = [...this.#faultsOf(text), ...this.#sizeFaults()];
    this.#findings += faults.length;
    return faults.map((fault) => findingAt(this.#lines, fault));
  }

  /** @returns what is wrong with the file as a whole, and its report */
  finish(): { findings: FileFinding[]; report: FileCheckReport } {
    const findings = this.#amountFaults().map((fault) => findingAt(null, fault));
    this.#findings += findings.length;
    const report = {
      examples: this.#examples,
      bytes: this.#bytes,
      isAcceptable: this.#findings === 0,
      findings: this.#findings,
    };
    return { findings, report };
  }

  #faultsOf(text: string): RowFault[] {
    if (text.trim() === '') return [{ code: 'blank_line', field: null, reason: 'The line is empty.' }];
    const row = parsed(text);
    if (!row.ok) return [{ code: 'invalid_json', field: null, reason: 'The line is not JSON.' }];
    this.#examples += 1;
    const { provider, method, tokens } = this.#options;
    const faults = checkRow(row.value, provider, method);
    if (tokens === undefined || faults.length > 0) return faults;
    const count = tokens.of(row.value);
    if (count <= tokens.limit) return [];
    const reason = `The example has ${String(count)} tokens; the model takes ${String(tokens.limit)}.`;
    return [{ code: 'too_many_tokens', field: null, reason }];
  }

  /** Said once, at the line that is too much. */
  #sizeFaults(): RowFault[] {
    const { mostFileBytes: usual, title } = fineTuneProviderFacts[this.#options.provider];
    const mostFileBytes = this.#options.mostFileBytes ?? usual;
    if (this.#isTooLarge || this.#bytes <= mostFileBytes) return [];
    this.#isTooLarge = true;
    const reason = `The file is larger than the ${String(Math.floor(mostFileBytes / 2 ** 20))} MB that ${title} takes.`;
    return [{ code: 'file_too_large', field: null, reason }];
  }

  #amountFaults(): RowFault[] {
    const { provider, purpose } = this.#options;
    const { title, leastExamples, leastValidationExamples } = fineTuneProviderFacts[provider];
    const least = purpose === 'training' ? leastExamples : leastValidationExamples;
    const most = isOpenAiForm(provider) ? rowRules[provider].mostExamples : null;
    const count = `The ${purpose} file has ${String(this.#examples)} examples`;
    if (this.#examples < least)
      return [
        {
          code: 'too_few_examples',
          field: null,
          reason: `${count}; ${title} takes ${String(least)} and more.`,
        },
      ];
    if (most === null || this.#examples <= most) return [];
    return [
      { code: 'too_many_examples', field: null, reason: `${count}; ${title} takes ${String(most)} at most.` },
    ];
  }
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/** Bytes of a text in UTF-8. Half of a pair becomes the replacement character, of three bytes, as encoders write it. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}
