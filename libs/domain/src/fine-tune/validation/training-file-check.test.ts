import { describe, expect, it } from 'vitest';
import { fileFindingSchema } from './file-finding.ts';
import { TrainingFileCheck, type FileCheckOptions } from './training-file-check.ts';

const line = (text: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: 'é😀' },
    ],
  });
const sound = Array.from({ length: 10 }, (_, index) => line(`Question ${String(index)}`));

function check(lines: readonly string[], options: Partial<FileCheckOptions> = {}) {
  const file = new TrainingFileCheck({
    provider: 'openai',
    method: 'supervised',
    purpose: 'training',
    ...options,
  });
  const findings = lines.flatMap((text) => file.line(text));
  const end = file.finish();
  return { ...end.report, findings: [...findings, ...end.findings] };
}

describe('the check of a training file', () => {
  it('passes ten sound lines, and counts bytes as UTF-8', () => {
    expect(check(sound)).toEqual({
      examples: 10,
      bytes: Buffer.byteLength(`${sound.join('\n')}\n`),
      isAcceptable: true,
      findings: [],
    });
  });

  it('refuses nine, and says whose rule it is', () => {
    const { isAcceptable, findings } = check(sound.slice(1));
    expect(isAcceptable).toBe(false);
    expect(findings).toEqual([
      {
        line: null,
        code: 'too_few_examples',
        field: null,
        reason: 'The training file has 9 examples; OpenAI takes 10 and more.',
        advice: 'Add examples.',
      },
    ]);
    expect(check(sound.slice(8), { provider: 'fireworks' }).findings).toHaveLength(1);
    expect(check(sound.slice(7), { provider: 'fireworks' }).findings).toEqual([]);
  });

  it('names every line that is wrong, however many there are', () => {
    const { findings } = check([...sound, ...Array.from({ length: 500 }, () => '{"messages":[],}'), '', ' ']);
    expect(findings).toHaveLength(502);
    expect(findings[0]).toMatchObject({ line: 11, code: 'invalid_json' });
    expect(findings.at(-1)).toMatchObject({ line: 512, code: 'blank_line' });
    for (const finding of findings) fileFindingSchema.parse(finding);
  });

  it('finds examples that are longer than the model takes', () => {
    const tokens = { limit: 20, of: (row: unknown) => JSON.stringify(row).length };
    const { findings } = check(sound, { tokens });
    expect(findings).toHaveLength(10);
    expect(findings[0]).toMatchObject({ line: 1, code: 'too_many_tokens' });
  });

  it('says once that a file is too large, at the line that is too much', () => {
    const long = line('x'.repeat(300_000));
    const { findings } = check([...sound, ...Array.from({ length: 11 }, () => long)], {
      mostFileBytes: 2 ** 20,
    });
    expect(findings).toMatchObject([{ line: 14, code: 'file_too_large' }]);
    expect(findings[0]?.reason).toBe('The file is larger than the 1 MB that OpenAI takes.');
  });
});
