import { join } from 'node:path';
import { fineTuneMethods } from '@understudy/domain/fine-tune/fine-tune-provider';
import { readSettings } from '@understudy/stack/settings/environment';
import { createReporter } from '@understudy/stack/console/reporter';
import { installTrainer } from '@understudy/trainer/install-trainer';
import { z } from 'zod';
import { listAll, type ApiAccess } from './api.ts';
import { resultOf, type CheckResult, type Say } from './check-result.ts';
import { writeHuggingFaceFiles } from './hugging-face-files.ts';
import { fetchAutoTrain, runPython } from './virtual-environment.ts';

const foundSchema = z.object({ what: z.string(), problem: z.string().nullable() });

/**
 * Checks the files that a fine-tune leaves to its owner, by the libraries that they are for: `datasets` loads the data,
 * TRL and PEFT take the configuration, the script trains a tiny model on the CPU from end to end, the notebook is a valid
 * one, and AutoTrain knows every name in its configuration.
 */
export async function checkHuggingFaceFiles(
  { access, python, folder }: { access: ApiAccess; python: string; folder: string },
  say: Say,
): Promise<CheckResult> {
  const trainer = await installTrainer({
    folder: join(readSettings().stateFolder, 'trainer'),
    reporter: createReporter((text) => say(text.trimEnd()), performance.now()),
    signal: new AbortController().signal,
  });
  const autoTrain = await fetchAutoTrain(python, say);
  const examples = (await listAll(access)).map(({ content }) => content);
  const found = [];
  for (const method of fineTuneMethods) {
    const job = await writeHuggingFaceFiles(join(folder, `hugging-face-${method}`), method, examples);
    say(`Training a tiny model with the script for ${method}, on ${String(job.training)} rows.`);
    for (const [interpreter, script, parameters] of [
      [trainer, 'check_training.py', [job.manifest]],
      [python, 'check_notebook_and_autotrain.py', [job.manifest, autoTrain]],
    ] as const) {
      const results = await runPython(interpreter, script, parameters, foundSchema);
      found.push(...results.map(({ what, problem }) => ({ what: `${method}: ${what}`, problem })));
    }
  }
  return resultOf(
    'The files for Hugging Face are taken by datasets, TRL, PEFT, nbformat and AutoTrain',
    found,
  );
}
