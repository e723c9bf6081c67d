/** What the fields of a batch are called on the page; the API's names are for programs. */
const labels: Record<string, string> = {
  num_examples: 'The number of examples',
  genres: 'The genres',
  store_in_memory: 'Store in memory',
  avatar_id: 'The avatar',
  ensemble: 'The ensemble',
  model: 'The model',
  weight: 'The weight',
  judge_model: 'The judge',
  concurrency: 'Calls at the same time',
  max_cost_usd: 'The cost to stop at',
  max_tokens: 'The tokens to stop at',
  seed: 'The seed',
};

/** Faults as the page says them: with the label of the field where the API's sentence begins with its name. */
export function faultsInWords(faults: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).map(([path, message]) => [
      path,
      message.replace(/^[a-z_]+(?= )/u, (name) => labels[name] ?? name),
    ]),
  );
}
