import { keywordArguments, pythonLiteral } from '@understudy/domain/fine-tune/trl/python-literal';
import { loraConfig, trainerConfig, trlRequirements } from '@understudy/domain/fine-tune/trl/trl-config';
import type { TrlOptions } from '@understudy/domain/fine-tune/trl/trl-options';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';

/** The model that seed 004 trains. Whoever uses it accepts its licence on the hub first. */
export const baseModel = 'meta-llama/Llama-3.1-8B-Instruct';

/** Where a training runs: a notebook that has no file yet, or a machine that has it. */
export type TrainingPlace = 'colab' | 'local';

/**
 * Python that trains a LoRA adapter on a file of examples with TRL and PEFT: preference pairs with direct preference
 * optimisation, everything else supervised, where the last answer of each example is learnt. The base model is loaded in
 * 4 bits (QLoRA, Dettmers et al. 2023), so that 16 GB of GPU memory are enough, and computes in bfloat16, which GPUs before
 * Ampere, such as the T4, emulate: TRL has adapters of quantised models in that type anyway.
 */
export function trainingScript(format: ExampleFormat, fileName: string, place: TrainingPlace): string {
  const options = optionsFor(format, fileName);
  const classes = format === 'preference' ? ['DPOTrainer', 'DPOConfig'] : ['SFTTrainer', 'SFTConfig'];
  const [trainer = '', config = ''] = classes;
  return [
    place === 'colab' ? colabStart : localStart,
    `import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from trl import ${config}, ${trainer}
`,
    `data = load_dataset("${loaderOf(format)}", data_files=${pythonLiteral(fileName)}, split="train")

${reading[format]}
`,
    `BASE_MODEL = ${pythonLiteral(baseModel)}
model = AutoModelForCausalLM.from_pretrained(
    BASE_MODEL,
    dtype=torch.bfloat16,
    device_map={"": 0},
    quantization_config=BitsAndBytesConfig(
        load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16
    ),
)
tokenizer = AutoTokenizer.from_pretrained(BASE_MODEL)
if tokenizer.pad_token is None:
    tokenizer.pad_token = tokenizer.eos_token
`,
    `lora = LoraConfig(
${keywordArguments(loraConfig(options), 4)}
)
config = ${config}(
${keywordArguments(trainerConfig(options), 4)}
    bf16=True,
)
trainer = ${trainer}(
    model=model, args=config, train_dataset=data, processing_class=tokenizer, peft_config=lora
)
trainer.train()
trainer.save_model()
`,
  ].join('\n');
}

function optionsFor(format: ExampleFormat, fileName: string): TrlOptions {
  const isPreference = format === 'preference';
  return {
    method: isPreference ? 'dpo' : 'supervised',
    baseModel,
    data: { from: 'files', training: fileName, validation: null },
    outputDirectory: 'my-avatar',
    hubModel: null,
    epochs: isPreference ? 1 : 3,
    batchSize: 1,
    gradientAccumulation: 8,
    learningRate: isPreference ? 5e-6 : 2e-4,
    maxLength: 2_048,
    loraRank: 16,
    beta: 0.1,
    seed: 1,
  };
}

const packages = [...trlRequirements, 'bitsandbytes>=0.49'].map((name) => `"${name}"`).join(' ');

const colabStart = `%pip install -q ${packages}
from google.colab import files
from huggingface_hub import notebook_login

notebook_login()
files.upload()
`;

const localStart = `# pip install ${packages}
# hf auth login
`;

function loaderOf(format: ExampleFormat): 'json' | 'csv' | 'parquet' {
  return format === 'csv' || format === 'parquet' ? format : 'json';
}

/** Turns with a text of a person or a model: every model has a template of its own for tools. */
const texts = `def texts(turns):
    spoken = [turn for turn in turns if turn["content"] and turn["role"] != "tool"]
    return [{"role": turn["role"], "content": turn["content"]} for turn in spoken]
`;

/** The last answer is what is learnt; an example without one after a question is none. */
const learnt = `def learnt(turns):
    last = max((place for place, turn in enumerate(turns) if turn["role"] == "assistant"), default=0)
    return {"prompt": turns[:last], "completion": turns[last : last + 1]}

`;

const readMessages = `${texts}
${learnt}data = data.select_columns(["messages"]).filter(lambda row: row["messages"])
data = data.map(lambda row: learnt(texts(row["messages"])), remove_columns=data.column_names)
data = data.filter(lambda row: row["prompt"])`;

/** Questions and answers in turn, where they stand in columns of their own. */
const readColumns = (names: { context: string; response: string; history: string }) => `def turns(row):
    found = [("system", row["system"])] if row["system"] else []
    for question, answer in ${names.history}:
        found += [("user", question), ("assistant", answer)]
    question = row["instruction"]
    if row["${names.context}"]:
        question += "\\n\\n" + row["${names.context}"]
    found.append(("user", question))
    answer = {"role": "assistant", "content": row["${names.response}"]}
    return {"prompt": [{"role": role, "content": content} for role, content in found], "completion": [answer]}

data = data.map(turns, remove_columns=data.column_names)`;

/** How the rows of each format become what the trainer learns from. */
const reading: Record<ExampleFormat, string> = {
  jsonl: readMessages,
  chat: readMessages,
  parquet: readMessages,
  alpaca: readColumns({ context: 'input', response: 'output', history: 'row["history"] or []' }),
  csv: `import json

${readColumns({ context: 'context', response: 'response', history: 'json.loads(row["history"] or "[]")' })}`,
  sharegpt: `ROLES = {"human": "user", "gpt": "assistant"}

def texts(row):
    found = [("system", row["system"])] if row["system"] else []
    found += [(ROLES[turn["from"]], turn["value"]) for turn in row["conversations"] if turn["from"] in ROLES]
    return [{"role": role, "content": content} for role, content in found]

${learnt}data = data.map(lambda row: learnt(texts(row)), remove_columns=data.column_names)
data = data.filter(lambda row: row["prompt"])`,
  preference: `${texts}
data = data.map(
    lambda row: {
        "prompt": texts(row["input"]["messages"]),
        "chosen": texts(row["preferred_output"]),
        "rejected": texts(row["non_preferred_output"]),
    },
    remove_columns=data.column_names,
)`,
};
