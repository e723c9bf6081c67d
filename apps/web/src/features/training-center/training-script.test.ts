import { exampleFormats } from '@understudy/domain/training-center/formats/example-format';
import { csvColumns } from '@understudy/domain/training-center/export/csv-columns';
import {
  alpacaRecord,
  preferenceRecord,
  shareGptRecord,
} from '@understudy/domain/training-center/export/format-record';
import { exampleOfView } from '@understudy/domain/training-center/examples/example-view';
import { describe, expect, it } from 'vitest';
import { trainingScript } from './training-script.ts';

const pair = exampleOfView({
  instruction: 'Hello?',
  context: null,
  response: 'Hi.',
  rejectedResponse: 'No.',
});

/** Columns of the file that a script reads: `row["name"]`, apart from what it has made of them. */
function columnsRead(script: string): string[] {
  const read = [...script.matchAll(/row\["(\w+)"\]/g)].map(([, name = '']) => name);
  return read.filter((name) => name !== 'prompt');
}

describe('the script for a file', () => {
  it.each(exampleFormats)('reads the file of format %s and trains on it', (format) => {
    const script = trainingScript(format, `training-examples-${format}.x`, 'colab');
    expect(script).toContain(`data_files="training-examples-${format}.x"`);
    expect(script).toContain('meta-llama/Llama-3.1-8B-Instruct');
    expect(script).toContain(format === 'preference' ? 'DPOTrainer(' : 'SFTTrainer(');
  });

  it.each([
    ['alpaca', Object.keys(alpacaRecord(pair) ?? {})],
    ['sharegpt', Object.keys(shareGptRecord(pair))],
    ['preference', Object.keys(preferenceRecord(pair) ?? {})],
    ['csv', [...csvColumns]],
  ] as const)('asks for columns that a file of format %s has', (format, columns) => {
    for (const column of columnsRead(trainingScript(format, 'x', 'local'))) expect(columns).toContain(column);
  });

  it('uploads the file where there is none yet, and expects it where there is', () => {
    expect(trainingScript('chat', 'x', 'colab')).toContain('files.upload()');
    expect(trainingScript('chat', 'x', 'local')).not.toContain('colab');
  });
});
