import { trainingScript } from './training-script.ts';
import { pythonLiteral } from './python-literal.ts';
import { trlRequirements } from './trl-config.ts';
import type { TrlOptions } from './trl-options.ts';

type Cell = { type: 'markdown' | 'code'; text: string };

/**
 * A notebook for Google Colab (nbformat 4.5) that trains on its free GPU, cell by cell: packages, sign-in, data, training,
 * a question to the trained model.
 */
export function colabNotebook(options: TrlOptions): string {
  const cells = [
    introduction(options),
    packages(),
    ...signIn(options),
    ...upload(options),
    ...training(options),
    tryOut(options),
  ];
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      accelerator: 'GPU',
      colab: { gpuType: 'T4', provenance: [] },
      kernelspec: { name: 'python3', display_name: 'Python 3' },
      language_info: { name: 'python' },
    },
    cells: cells.map(cellJson),
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function cellJson({ type, text }: Cell, index: number): object {
  const lines = text.split('\n');
  const source = lines.map((line, place) => (place === lines.length - 1 ? line : `${line}\n`));
  const shared = { id: `cell-${String(index)}`, metadata: {}, source };
  if (type === 'markdown') return { cell_type: 'markdown', ...shared };
  return { cell_type: 'code', ...shared, execution_count: null, outputs: [] };
}

function introduction({ baseModel, method, hubModel }: TrlOptions): Cell {
  const what = method === 'supervised' ? 'your avatar’s examples' : 'pairs of a preferred and another answer';
  const end =
    hubModel === null
      ? 'Download the adapter at the end.'
      : `The adapter is pushed to the private repository \`${hubModel}\`. Enter this name in the job to chat with it.`;
  return {
    type: 'markdown',
    text: `# Fine-tune ${baseModel}\n\nTrains a LoRA adapter on ${what}. Choose **Runtime → Change runtime type → T4 GPU**, then **Runtime → Run all**.\n\n${end}`,
  };
}

function packages(): Cell {
  return { type: 'code', text: `%pip install -q ${trlRequirements.map((name) => `"${name}"`).join(' ')}` };
}

function signIn({ data, hubModel }: TrlOptions): Cell[] {
  if (data.from === 'files' && hubModel === null) return [];
  return [
    {
      type: 'code',
      text: '# A token with write access: https://huggingface.co/settings/tokens\nfrom huggingface_hub import notebook_login\n\nnotebook_login()',
    },
  ];
}

function upload({ data }: TrlOptions): Cell[] {
  if (data.from === 'hub') return [];
  const names = [data.training, ...(data.validation === null ? [] : [data.validation])];
  return [
    {
      type: 'code',
      text: `# Choose ${names.join(' and ')}, as downloaded from the job\nfrom google.colab import files\n\nfiles.upload()`,
    },
  ];
}

/** The script in a file of its own: a process that ends gives the GPU's memory back to the cells after it. */
function training(options: TrlOptions): Cell[] {
  return [
    { type: 'code', text: `%%writefile train.py\n${trainingScript(options).trimEnd()}` },
    { type: 'code', text: '!python train.py' },
  ];
}

function tryOut({ outputDirectory }: TrlOptions): Cell {
  return {
    type: 'code',
    text: `from peft import AutoPeftModelForCausalLM
from transformers import AutoTokenizer

directory = ${pythonLiteral(outputDirectory)}
tokenizer = AutoTokenizer.from_pretrained(directory)
model = AutoPeftModelForCausalLM.from_pretrained(directory, device_map="auto")
messages = [{"role": "user", "content": "Hey, how was your day?"}]
inputs = tokenizer.apply_chat_template(
    messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
).to(model.device)
output = model.generate(**inputs, max_new_tokens=200)
print(tokenizer.decode(output[0][inputs["input_ids"].shape[1]:], skip_special_tokens=True))`,
  };
}
