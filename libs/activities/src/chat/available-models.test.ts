import { tunedModelPrice } from '@understudy/domain/fine-tune/cost/tuned-model-price';
import { describe, expect, it } from 'vitest';
import { availableModels } from './available-models.ts';

const price = tunedModelPrice({ provider: 'openai', method: 'supervised', model: 'gpt-4o' });
const tuned = { model: 'ft:gpt-4o:ash', price, shutdown: { date: '2027-01-14', source: 'a list' } };
const before = new Date('2027-01-13T23:59:59Z');
const after = new Date('2027-01-14T00:00:00Z');

describe('the models of an avatar', () => {
  it('are asked until the last minute', () => {
    const found = availableModels({ base: 'llama', tuned }, 'default', before);
    expect(found).toMatchObject({ asked: { name: tuned.model }, base: { name: 'llama' }, fallback: null });
  });

  it('are not asked from their last day on, and that is said', () => {
    const found = availableModels({ base: 'llama', tuned }, 'default', after);
    expect(found).toMatchObject({ asked: null, base: { name: 'llama' }, tuned: tuned.model });
    expect(found.fallback).toBe(
      'ft:gpt-4o:ash was shut down by its provider on 2027-01-14. llama answered in its place.',
    );
  });

  it('give way to the default where the base model is gone, too', () => {
    expect(availableModels({ base: 'gpt-4o', tuned }, 'default', after).base.name).toBe('default');
    const untuned = availableModels({ base: 'gpt-4o', tuned: null }, 'default', after);
    expect(untuned.fallback).toMatch(/^gpt-4o was shut down.*default answered/);
    expect(availableModels({ base: 'gpt-4o', tuned: null }, 'default', before).fallback).toBeNull();
  });
});
