import { expect, it } from 'vitest';
import { nodeVersionWarning } from './node-version.ts';

it.each(['20.20.2', '22.21.9', '18.0.0'])('warns of Node %s', (version) => {
  expect(nodeVersionWarning(version)).toContain(version);
});

it.each(['22.22.0', '23.0.0', '24.21.0'])('accepts Node %s', (version) => {
  expect(nodeVersionWarning(version)).toBeUndefined();
});
