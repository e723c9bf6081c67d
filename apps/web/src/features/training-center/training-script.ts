import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';

/** The model that seed 004 trains. Whoever uses it accepts its licence on the hub first. */
export const baseModel = 'meta-llama/Llama-3.1-8B-Instruct';

/** Where a training runs: a notebook that has no file yet, or a machine that has it. */
export type TrainingPlace = 'colab' | 'local';

/**
 * Python that trains a LoRA adapter on a file of examples with TRL and PEFT: preference pairs with direct preference
 * optimisation, everything else supervised. The base model is loaded in 4 bits, so that 16 GB of GPU memory are enough.
 */
export function trainingScript(format: ExampleFormat, fileName: string, place: TrainingPlace): string {
  const [trainer, config] =
    format === 'preference' ? ['DPOTrainer', 'DPOConfig'] : ['SFTTrainer', 'SFTConfig'];
  return [
    ...(place === 'colab' ? colabStart : localStart),
    `import torch
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from trl import ${config}, ${trainer}
`,
    `data = load_dataset("${loaderOf(format)}", data_files="${fileName}", split="train")
${reading[format]}
`,
    `base = "${baseModel}"
is_ampere = torch.cuda.get_device_capability()[0] >= 8
four_bits = BitsAndBytesConfig(
    load_in_4bit=True,
    bnb_4bit_quant_type="nf4",
    bnb_4bit_compute_dtype=torch.bfloat16 if is_ampere else torch.float16,
)
model = AutoModelForCausalLM.from_pretrained(base, quantization_config=four_bits, device_map="auto")
tokenizer = AutoTokenizer.from_pretrained(base)
tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
`,
    `trainer = ${trainer}(
    model=model,
    processing_class=tokenizer,
    train_dataset=data,
    peft_config=LoraConfig(r=16, lora_alpha=32, lora_dropout=0.05, target_modules="all-linear", task_type="CAUSAL_LM"),
    args=${config}(
        output_dir="my-avatar",
        num_train_epochs=${format === 'preference' ? '1' : '3'},
        learning_rate=${format === 'preference' ? '5e-6' : '2e-4'},
        per_device_train_batch_size=1,
        gradient_accumulation_steps=8,
        gradient_checkpointing=True,
        max_length=2048,
        bf16=is_ampere,
        fp16=not is_ampere,
        logging_steps=5,
        report_to="none",
    ),
)
trainer.train()
trainer.save_model("my-avatar")
`,
  ].join('\n');
}

const packages = '"trl>=0.21" peft datasets bitsandbytes accelerate';

const colabStart = [
  `%pip install -q ${packages}
from google.colab import files
from huggingface_hub import notebook_login

notebook_login()
files.upload()
`,
];

const localStart = [
  `# pip install ${packages}
# hf auth login
`,
];

function loaderOf(format: ExampleFormat): 'json' | 'csv' | 'parquet' {
  return format === 'csv' || format === 'parquet' ? format : 'json';
}

/** Turns with a text: a model's template for tool calls is its own. */
const texts = `def texts(turns):
    return [{"role": turn["role"], "content": turn["content"]} for turn in turns if turn["content"]]
`;

const readMessages = `${texts}
data = data.filter(lambda row: row.get("messages"))
data = data.map(lambda row: {"messages": texts(row["messages"])}, remove_columns=data.column_names)`;

/** Questions and answers in turn, where they stand in columns of their own. */
const readColumns = (names: { context: string; response: string; history: string }) => `def turns(row):
    found = [("system", row["system"])] if row["system"] else []
    for question, answer in ${names.history}:
        found += [("user", question), ("assistant", answer)]
    question = row["instruction"]
    if row["${names.context}"]:
        question += "\\n\\n" + row["${names.context}"]
    found += [("user", question), ("assistant", row["${names.response}"])]
    return {"messages": [{"role": role, "content": content} for role, content in found]}

data = data.map(turns, remove_columns=data.column_names)`;

/** How the rows of each format become what the trainer learns from. */
const reading: Record<ExampleFormat, string> = {
  jsonl: readMessages,
  chat: readMessages,
  parquet: readMessages,
  alpaca: readColumns({ context: 'input', response: 'output', history: 'row["history"] or []' }),
  csv: `import json

${readColumns({ context: 'context', response: 'response', history: 'json.loads(row["history"] or "[]")' })}`,
  sharegpt: `roles = {"system": "system", "human": "user", "gpt": "assistant"}

def turns(row):
    found = [("system", row["system"])] if row["system"] else []
    found += [(roles[turn["from"]], turn["value"]) for turn in row["conversations"] if turn["from"] in roles]
    return {"messages": [{"role": role, "content": content} for role, content in found]}

data = data.map(turns, remove_columns=data.column_names)`,
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
