/** The models that the list names; any other name is served as well, except visibly missing ones. */
export const servedModels: readonly string[] = [
  'gpt-5',
  'gpt-5-mini',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4o',
  'gpt-4o-mini',
  'text-embedding-3-small',
  'text-embedding-3-large',
  'omni-moderation-latest',
];

/** Whether a model is served: names that start with `missing` or `unknown` are not, to try out what happens then. */
export const isServedModel = (model: string): boolean => !/^(missing|unknown|nonexistent)/u.test(model);
