import { expect, it } from 'vitest';
import { modelLabel } from './model-label.ts';

it.each([
  ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
  ['ft:gpt-4o-mini-2024-07-18:acme:zega-ann:abc123', 'ft:gpt-4o-mini'],
  ['llama3.3:70b', 'llama3.3:70b'],
  ['lora:ann-0193', 'other'],
  ['ann/private-model', 'other'],
])('the label of %s is %s', (model, label) => {
  expect(modelLabel(model, new Set(['llama3.3:70b']))).toBe(label);
});
