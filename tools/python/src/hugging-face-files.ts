import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hyperparametersSchema } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import type { FineTuneMethod } from '@understudy/domain/fine-tune/fine-tune-provider';
import { prepareExample } from '@understudy/domain/fine-tune/preparation/prepare-example';
import { TrainingFileWriter } from '@understudy/domain/fine-tune/preparation/training-file-writer';
import {
  autoTrainConfig,
  autoTrainHeader,
  autoTrainRow,
} from '@understudy/domain/fine-tune/trl/autotrain-files';
import { colabNotebook } from '@understudy/domain/fine-tune/trl/colab-notebook';
import { trainingScript } from '@understudy/domain/fine-tune/trl/training-script';
import { trainingConfigJson } from '@understudy/domain/fine-tune/trl/trl-config';
import { decideTrlOptions } from '@understudy/domain/fine-tune/trl/trl-options';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';

/** Every so manieth example validates. */
const validationStep = 8;
/** Tokens of an example that the tiny model is made for; one epoch is enough to see that it trains. */
const hyperparameters = hyperparametersSchema.parse({ n_epochs: 1, max_length: 256 });
/** The folder that the script takes for its base model: check_training.py makes a tiny one there. */
const baseModel = 'tiny-model';

/**
 * Writes what a fine-tune with Hugging Face leaves to its owner, by the same builders: data, script, configuration,
 * notebook, and data and configuration for AutoTrain.
 *
 * @returns the rows to train on, and the path of a list of the files for the Python scripts
 */
export async function writeHuggingFaceFiles(
  folder: string,
  method: FineTuneMethod,
  examples: readonly TrainingExample[],
): Promise<{ training: number; manifest: string }> {
  await mkdir(join(folder, 'autotrain'), { recursive: true });
  const rules = {
    provider: 'huggingface',
    method,
    systemPrompt: { use: 'text', text: 'You are Ash.' },
    redact: false,
  } as const;
  const usable = examples.filter(({ kind }) => method === 'supervised' || kind === 'preference');
  const training = usable.filter((_, index) => index % validationStep !== 0);
  const validation = usable.filter((_, index) => index % validationStep === 0);
  const write = async (purpose: 'training' | 'validation', of: readonly TrainingExample[]) => {
    const writer = new TrainingFileWriter(rules, purpose);
    const lines = of.map((example) => writer.write(example).text).join('');
    await writeFile(join(folder, `${purpose}.jsonl`), lines);
    const { findings, report } = writer.finish();
    if (findings.length > 0) throw new Error(`${method}: ${JSON.stringify(findings[0])}`);
    return { rows: report.examples, tokens: Math.ceil(lines.length / 4) };
  };
  const trained = await write('training', training);
  const validated = await write('validation', validation);
  const options = decideTrlOptions({
    method,
    baseModel,
    data: { from: 'files', training: 'training.jsonl', validation: 'validation.jsonl' },
    outputDirectory: 'ash-lora',
    hubModel: null,
    seed: 7,
    hyperparameters,
    rows: trained.rows,
  });
  const autoTrainRows = training.flatMap(
    (example) => autoTrainRow(prepareExample(example, rules), method) ?? [],
  );
  const manifest = {
    method,
    folder,
    rows: { training: trained.rows, validation: validated.rows, autotrain: autoTrainRows.length },
  };
  const files = {
    'train.py': trainingScript(options),
    'config.json': trainingConfigJson(options),
    'train.ipynb': colabNotebook(options),
    'autotrain.yml': autoTrainConfig(options, trained.tokens),
    'autotrain/train.csv': autoTrainHeader(method) + autoTrainRows.join(''),
    'manifest.json': JSON.stringify(manifest),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { training: trained.rows, manifest: join(folder, 'manifest.json') };
}
