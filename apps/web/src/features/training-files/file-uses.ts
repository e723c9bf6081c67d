/** A trainer that a training file can be handed to, and the code that does it. */
export type FileUse = { value: string; title: string; note: string; code: string };

/** Python that writes the pairs of a training file as chat messages. `name` is that of the downloaded file. */
function toMessages(name: string): string {
  return `import json

with open(${JSON.stringify(name)}) as pairs, open("messages.jsonl", "w") as messages:
    for line in pairs:
        pair = json.loads(line)
        turns = [
            {"role": turn["role"], "content": turn["content"]}
            for turn in pair["conversation_history"]
        ]
        turns.append({"role": "user", "content": pair["current_user_input"]})
        turns.append({"role": "assistant", "content": pair["target_response"]})
        messages.write(json.dumps({"messages": turns}, ensure_ascii=False) + "\\n")
`;
}

/**
 * How the downloaded JSONL is used with trainers that know nothing of it: each learns from a list of messages.
 *
 * @param name of the downloaded file, such as `batch.jsonl`
 */
export function usesOf(name: string): FileUse[] {
  return [
    {
      value: 'hugging-face',
      title: 'Hugging Face',
      note: 'Loads with datasets as it is; TRL’s SFTTrainer takes the messages.',
      code: `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

def to_messages(pair):
    turns = [{"role": t["role"], "content": t["content"]} for t in pair["conversation_history"]]
    return {"messages": turns + [
        {"role": "user", "content": pair["current_user_input"]},
        {"role": "assistant", "content": pair["target_response"]},
    ]}

pairs = load_dataset("json", data_files=${JSON.stringify(name)}, split="train")
train = pairs.map(to_messages, remove_columns=pairs.column_names)

SFTTrainer(
    model="Qwen/Qwen3-0.6B",
    train_dataset=train,
    args=SFTConfig(output_dir="tuned", assistant_only_loss=True),
).train()
`,
    },
    {
      value: 'openai',
      title: 'OpenAI',
      note: 'Needs an organisation that may still create fine-tuning jobs, and at least 10 rows.',
      code: `${toMessages(name)}
from openai import OpenAI

client = OpenAI()
file = client.files.create(file=open("messages.jsonl", "rb"), purpose="fine-tune")
client.fine_tuning.jobs.create(training_file=file.id, model="gpt-4.1-mini-2025-04-14")
`,
    },
    {
      value: 'together',
      title: 'Together',
      note: 'Takes the same messages, for open models.',
      code: `${toMessages(name)}
from together import Together

client = Together()
file = client.files.upload(file="messages.jsonl", purpose="fine-tune", check=True)
client.fine_tuning.create(training_file=file.id, model="Qwen/Qwen3-8B")
`,
    },
  ];
}
