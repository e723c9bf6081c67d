import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loraHyperparametersSchema } from '../../lora/train-lora-input.ts';
import { hyperparametersSchema } from '../contracts/hyperparameters.ts';
import { autoTrainConfig, autoTrainHeader, autoTrainRow } from './autotrain-files.ts';
import { AutoTrainRows } from './autotrain-rows.ts';
import { colabNotebook } from './colab-notebook.ts';
import { datasetCard } from './dataset-card.ts';
import { pythonLiteral } from './python-literal.ts';
import { loraHyperparametersOf } from './lora-hyperparameters.ts';
import { trainingInstructions, trainingInstructionsSchema } from './training-instructions.ts';
import { trainingScript } from './training-script.ts';
import { dpoConfig, loraConfig, sftConfig, trainingConfigJson } from './trl-config.ts';
import { decideTrlOptions, type TrlRequest } from './trl-options.ts';

const request: TrlRequest = {
  method: 'supervised',
  baseModel: 'Qwen/Qwen3-0.6B',
  data: { from: 'files', training: 'train.jsonl', validation: 'validation.jsonl' },
  outputDirectory: 'ash-lora',
  hubModel: null,
  seed: 7,
  hyperparameters: hyperparametersSchema.parse({}),
  rows: 45,
};
const options = decideTrlOptions(request);
const pushed = decideTrlOptions({
  ...request,
  method: 'dpo',
  data: { from: 'hub', repository: 'anna/ash', hasValidation: false },
  hubModel: 'anna/ash-lora',
});

describe('what is left to us', () => {
  it('is decided by the number of rows', () => {
    expect(options).toMatchObject({
      epochs: 3,
      batchSize: 2,
      gradientAccumulation: 4,
      learningRate: 2e-4,
      loraRank: 16,
    });
    expect(decideTrlOptions({ ...request, rows: 10 })).toMatchObject({
      epochs: 10,
      batchSize: 2,
      gradientAccumulation: 1,
    });
    expect(pushed.learningRate).toBe(5e-6);
  });

  it('follows what was asked for', () => {
    const asked = {
      n_epochs: 1,
      batch_size: 3,
      learning_rate_multiplier: 0.5,
      lora_rank: 8,
      max_length: 4_096,
    };
    expect(
      decideTrlOptions({ ...request, hyperparameters: hyperparametersSchema.parse(asked) }),
    ).toMatchObject({
      epochs: 1,
      batchSize: 1,
      gradientAccumulation: 3,
      learningRate: 1e-4,
      loraRank: 8,
      maxLength: 4_096,
    });
  });
});

describe('the configuration', () => {
  it('of LoRA scales with its rank', () => {
    expect(loraConfig({ ...options, loraRank: 32 })).toMatchObject({
      r: 32,
      lora_alpha: 64,
      task_type: 'CAUSAL_LM',
    });
  });

  it('validates where there is something to validate by', () => {
    expect(sftConfig(options)).toMatchObject({
      eval_strategy: 'epoch',
      load_best_model_at_end: true,
      save_strategy: 'epoch',
    });
    expect(dpoConfig(pushed)).toMatchObject({
      eval_strategy: 'no',
      load_best_model_at_end: false,
      beta: 0.1,
    });
  });

  it('pushes to a private repository, and only where one is named', () => {
    expect(sftConfig(options)).toMatchObject({ push_to_hub: false });
    expect(dpoConfig(pushed)).toMatchObject({
      push_to_hub: true,
      hub_model_id: 'anna/ash-lora',
      hub_private_repo: true,
    });
  });

  it('is JSON', () => {
    expect(JSON.parse(trainingConfigJson(options))).toMatchObject({ method: 'supervised', lora: { r: 16 } });
  });
});

describe('the LoRA trainer', () => {
  it('is told the same, in its own form', () => {
    expect(loraHyperparametersSchema.parse(loraHyperparametersOf(options))).toEqual({
      epochs: 3,
      batchSize: 8,
      learningRate: 2e-4,
      rank: 16,
      alpha: 32,
      dropout: 0.05,
      maxLength: 2_048,
    });
    expect(loraHyperparametersOf(pushed)).toMatchObject({ beta: 0.1, learningRate: 5e-6 });
  });
});

describe('the script', () => {
  it('trains with the trainer of its method, and goes on from a checkpoint', () => {
    const script = trainingScript(options);
    expect(script).toContain('from trl import SFTConfig, SFTTrainer');
    expect(script).toContain('data_files={"train": "train.jsonl", "validation": "validation.jsonl"}');
    expect(script).toContain('resume_from_checkpoint=checkpoint');
    expect(script).not.toContain('push_to_hub()');
    expect(trainingScript(pushed)).toContain('DPOTrainer(');
    expect(trainingScript(pushed)).toContain('dataset = load_dataset("anna/ash")');
    expect(trainingScript(pushed)).toContain('trainer.push_to_hub()');
  });

  it('takes names for texts, whatever is in them', () => {
    const script = trainingScript({ ...options, baseModel: 'a"; import os; os.system("x")\n#' });
    expect(script).toContain('BASE_MODEL = "a\\"; import os; os.system(\\"x\\")\\n#"\n');
  });
});

it('values of JSON are written as Python', () => {
  expect(pythonLiteral({ a: [true, null, 1.5, 'é"\n'], b: false })).toBe(
    '{"a": [True, None, 1.5, "é\\"\\n"], "b": False}',
  );
});

it('the notebook is of nbformat 4.5, with the whole script in one cell', () => {
  const cell = z.object({ id: z.string(), cell_type: z.string(), source: z.array(z.string()) });
  const schema = z.object({ nbformat: z.number(), cells: z.array(cell) });
  const notebook = schema.parse(JSON.parse(colabNotebook(options)));
  expect(notebook.nbformat).toBe(4);
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  const texts = notebook.cells.map(({ source }) => source.join(''));
  expect(texts).toContain(`%%writefile train.py\n${trainingScript(options).trimEnd()}`);
  expect(texts.some((text) => text.includes('notebook_login'))).toBe(false);
  expect(colabNotebook(pushed)).toContain('notebook_login');
});

describe('AutoTrain', () => {
  const chat = {
    kind: 'chat',
    messages: [
      { role: 'user', content: 'Hi, "you"', context: 'It rains.' },
      { role: 'assistant', content: 'Hello!' },
    ],
  } as const;

  it('has a column of messages, and three for pairs', () => {
    expect(autoTrainHeader('supervised')).toBe('text\r\n');
    expect(autoTrainHeader('dpo')).toBe('prompt,text,rejected_text\r\n');
    const example = { kind: 'chat', messages: [...chat.messages] } as const;
    const row = autoTrainRow({ ...example, messages: [...example.messages] }, 'supervised');
    const cell = row?.trimEnd().slice(1, -1).replaceAll('""', '"') ?? '';
    expect(JSON.parse(cell)).toEqual([
      { role: 'user', content: 'Hi, "you"\n\nContext:\nIt rains.' },
      { role: 'assistant', content: 'Hello!' },
    ]);
    expect(autoTrainRow({ ...example, messages: [...example.messages] }, 'dpo')).toBeNull();
  });

  it('gives each answer of a pair its prompt', () => {
    const row = autoTrainRow(
      {
        kind: 'preference',
        messages: [{ role: 'user', content: 'Hi' }],
        chosen: [{ role: 'assistant', content: 'Yes' }],
        rejected: [{ role: 'assistant', content: 'No' }],
      },
      'dpo',
    );
    expect(row).toMatch(/^Hi,"\[.*Hi.*Yes.*\]","\[.*Hi.*No.*\]"\r\n$/);
  });

  it('has small blocks for little data, and no secret in its file', () => {
    expect(autoTrainConfig(options, 10_000)).toContain('  block_size: 128\n');
    expect(autoTrainConfig(options, 1_000_000)).toContain('  block_size: 1024\n');
    expect(autoTrainConfig(pushed, 1)).toContain('  token: "${HF_TOKEN}"\n');
    expect(autoTrainConfig(pushed, 1)).toContain('task: "llm-dpo"\n');
  });
});

describe('the rows of a file in TRL’s form', () => {
  const say = (role: string, content: string) => ({ role, content });
  const rowsOf = (method: 'supervised' | 'dpo', rows: readonly object[]): string => {
    const table = new AutoTrainRows(method);
    const added = rows.map((row) => table.add(JSON.stringify(row)));
    return [table.header(), ...added, table.finish()].join('');
  };

  it('become whole conversations for AutoTrain, each once', () => {
    const [hi, hello, tea] = [say('user', 'Hi'), say('assistant', 'Hello'), say('user', 'Tea?')];
    const rows = [
      { prompt: [hi], completion: [hello] },
      { prompt: [hi, hello, tea], completion: [say('assistant', 'Yes')] },
      { prompt: [hi], completion: [say('assistant', 'Hey')] },
    ];
    expect(rowsOf('supervised', rows).split('\r\n')).toEqual([
      'text',
      `"${JSON.stringify([hi, hello, tea, say('assistant', 'Yes')]).replaceAll('"', '""')}"`,
      `"${JSON.stringify([hi, say('assistant', 'Hey')]).replaceAll('"', '""')}"`,
      '',
    ]);
  });

  it('become preferences with their question, and leave out tools', () => {
    const prompt = [say('user', 'Tea?')];
    const pair = { prompt, chosen: [say('assistant', 'Yes')], rejected: [say('assistant', 'No')] };
    const [header, row, ...rest] = rowsOf('dpo', [pair, { ...pair, tools: '[]' }]).split('\r\n');
    expect(header).toBe('prompt,text,rejected_text');
    expect(row).toMatch(/^Tea\?,".*Yes.*",".*No.*"$/);
    expect(rest).toEqual(['']);
  });
});

describe('a data set repository', () => {
  it('says to the hub which file is which split, and to a person how to train', () => {
    const facts = { repository: 'anna/understudy-1', rows: 45, hasValidation: false };
    const card = datasetCard(pushed, facts);
    expect(card).toMatch(/^---\nconfigs:\n- config_name: default\n {2}default: true\n/);
    expect(card).not.toContain('validation');
    expect(datasetCard(pushed, { ...facts, hasValidation: true })).toContain('path: data/validation.jsonl');
    expect(card).toContain('anna/understudy-1-lora');
    expect(autoTrainConfig(pushed, 1)).toContain('train_split: "autotrain:train"');
  });

  it('comes with instructions whose links lead to it', () => {
    const instructions = trainingInstructions('https://hub.example', 'anna/understudy-1');
    expect(trainingInstructionsSchema.parse(instructions)).toEqual(instructions);
    const own = instructions.steps
      .flatMap(({ url }) => url ?? [])
      .filter((url) => url.includes('hub.example'));
    for (const url of own) expect(url).toMatch(/^https:\/\/hub\.example\/datasets\/anna\/understudy-1/);
    expect(own).toHaveLength(4);
  });
});
