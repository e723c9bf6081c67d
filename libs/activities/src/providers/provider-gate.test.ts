import { describe, expect, it } from 'vitest';
import { createProviderGate } from './provider-gate.ts';

const never = new AbortController().signal;

describe('the gate of a provider', () => {
  it('lets calls pass until the provider asks for a pause, and then not before it is over', async () => {
    const gate = createProviderGate();
    await gate.pass('openai', never);
    const closedAt = performance.now();
    gate.close('openai', 60);
    gate.close('openai', 10);
    await gate.pass('openai', never);
    expect(performance.now() - closedAt).toBeGreaterThanOrEqual(60);
  });

  it('is another one for each provider', async () => {
    const gate = createProviderGate();
    gate.close('openai', 60_000);
    await expect(gate.pass('huggingface', never)).resolves.toBeUndefined();
  });

  it('stops waiting when the run is cancelled', async () => {
    const gate = createProviderGate();
    gate.close('openai', 60_000);
    const abort = new AbortController();
    const passing = gate.pass('openai', abort.signal);
    abort.abort();
    await expect(passing).rejects.toThrow();
  });
});
