/** Snapshots that can be fine-tuned, with the methods the service offers for each. */
const methodsBySnapshot: Readonly<Record<string, readonly TuningMethod[]>> = {
  'gpt-4.1-2025-04-14': ['supervised', 'dpo'],
  'gpt-4.1-mini-2025-04-14': ['supervised', 'dpo'],
  'gpt-4.1-nano-2025-04-14': ['supervised', 'dpo'],
  'gpt-4o-2024-08-06': ['supervised', 'dpo'],
  'gpt-4o-mini-2024-07-18': ['supervised', 'dpo'],
  'gpt-4-0613': ['supervised'],
  'gpt-3.5-turbo-0125': ['supervised'],
  'gpt-3.5-turbo-1106': ['supervised'],
};

const aliases: Readonly<Record<string, string>> = {
  'gpt-4.1': 'gpt-4.1-2025-04-14',
  'gpt-4.1-mini': 'gpt-4.1-mini-2025-04-14',
  'gpt-4.1-nano': 'gpt-4.1-nano-2025-04-14',
  'gpt-4o': 'gpt-4o-2024-08-06',
  'gpt-4o-mini': 'gpt-4o-mini-2024-07-18',
  'gpt-4': 'gpt-4-0613',
  'gpt-3.5-turbo': 'gpt-3.5-turbo-0125',
};

/** Methods that the simulator trains by. The service's third, reinforcement, needs a grader and is refused. */
export type TuningMethod = 'supervised' | 'dpo';

/** The snapshot that a model's name stands for, and how it can be tuned; undefined when it cannot. */
export function findTunableModel(
  name: string,
): { readonly snapshot: string; readonly methods: readonly TuningMethod[] } | undefined {
  const snapshot = aliases[name] ?? name;
  const methods = methodsBySnapshot[snapshot];
  return methods === undefined ? undefined : { snapshot, methods };
}

/** The model that a tuned one was made from: `gpt-4o-mini-2024-07-18` in `ft:gpt-4o-mini-2024-07-18:org::id`. */
export const baseModelOf = (model: string): string =>
  model.startsWith('ft:') ? (model.split(':', 2)[1] ?? model) : model;

/** Tokens of an example that are trained on; what is longer is cut off. */
export const exampleTokenLimit = (snapshot: string): number =>
  /^gpt-4(?:o|\.1)/u.test(snapshot) ? 65_536 : snapshot.startsWith('gpt-4') ? 8192 : 16_385;
