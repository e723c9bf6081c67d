import { keywordArguments, pythonLiteral } from './python-literal.ts';
import { hasValidation, loraConfig, trainerConfig, trlRequirements } from './trl-config.ts';
import type { TrlOptions } from './trl-options.ts';

/**
 * A Python script that trains a LoRA adapter with TRL: on an NVIDIA or Apple GPU, or on a CPU. Started again after an
 * interruption, it goes on from its last checkpoint. Its header (PEP 723) lets `uv run train.py` install what it needs.
 */
export function trainingScript(options: TrlOptions): string {
  return [header(), imports(options), dataPart(options), configPart(options), trainPart(options)].join(
    '\n\n',
  );
}

function header(): string {
  const dependencies = trlRequirements.map((requirement) => `#     "${requirement}",`);
  return [
    '# /// script',
    '# requires-python = ">=3.10"',
    '# dependencies = [',
    ...dependencies,
    '# ]',
    '# ///',
    '"""Trains a LoRA adapter. Run: pip install the packages above, then `python train.py`; or `uv run train.py`."""',
  ].join('\n');
}

function imports({ method }: TrlOptions): string {
  const classes = method === 'supervised' ? 'SFTConfig, SFTTrainer' : 'DPOConfig, DPOTrainer';
  return `import os

import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoTokenizer
from transformers.trainer_utils import get_last_checkpoint
from trl import ${classes}`;
}

function dataPart({ data, baseModel }: TrlOptions): string {
  const loaded =
    data.from === 'hub'
      ? `dataset = load_dataset(${pythonLiteral(data.repository)})`
      : `dataset = load_dataset("json", data_files=${pythonLiteral({
          train: data.training,
          ...(data.validation === null ? {} : { validation: data.validation }),
        })})`;
  return `BASE_MODEL = ${pythonLiteral(baseModel)}

${loaded}
tokenizer = AutoTokenizer.from_pretrained(BASE_MODEL)
if tokenizer.chat_template is None:
    raise SystemExit(f"{BASE_MODEL} has no chat template: choose an instruction-tuned model.")
if tokenizer.pad_token is None:
    tokenizer.pad_token = tokenizer.eos_token`;
}

function configPart(options: TrlOptions): string {
  const config = options.method === 'supervised' ? 'SFTConfig' : 'DPOConfig';
  return `cuda = torch.cuda.is_available()
bf16 = cuda and torch.cuda.is_bf16_supported(including_emulation=False)
mps = torch.backends.mps.is_available()
lora = LoraConfig(
${keywordArguments(loraConfig(options), 4)}
)
config = ${config}(
${keywordArguments(trainerConfig(options), 4)}
    bf16=bf16,
    fp16=cuda and not bf16,
    use_cpu=not cuda and not mps,
    model_init_kwargs={"dtype": torch.bfloat16 if bf16 else torch.float32},
)`;
}

function trainPart(options: TrlOptions): string {
  const trainer = options.method === 'supervised' ? 'SFTTrainer' : 'DPOTrainer';
  const validation = hasValidation(options) ? 'dataset["validation"]' : 'None';
  const push = options.hubModel === null ? '' : '\ntrainer.push_to_hub()';
  return `trainer = ${trainer}(
    model=BASE_MODEL,
    args=config,
    train_dataset=dataset["train"],
    eval_dataset=${validation},
    processing_class=tokenizer,
    peft_config=lora,
)
checkpoint = get_last_checkpoint(config.output_dir) if os.path.isdir(config.output_dir) else None
trainer.train(resume_from_checkpoint=checkpoint)
trainer.save_model()
tokenizer.save_pretrained(config.output_dir)${push}
print(f"The adapter is in {config.output_dir}.")
`;
}
