import { describe, expect, it } from 'vitest';
import { exampleOfView } from '../examples/example-view.ts';
import { optionalFieldsOf } from './optional-fields.ts';

const view = { instruction: 'a', context: 'c', response: 'b', rejectedResponse: null };

describe('the optional fields of an example', () => {
  it('are none where it is plain, context or not', () => {
    expect(optionalFieldsOf(exampleOfView(view))).toBe('');
  });

  it('are those that a file has a column for', () => {
    const pair = exampleOfView({ ...view, rejectedResponse: 'd' }, { genre: 'comedy' });
    expect(optionalFieldsOf(pair)).toBe('genre pair');
    const call = { id: 'c1', name: 'f', arguments: '{}' };
    const messages = [{ role: 'assistant' as const, content: '', tool_calls: [call], weight: 1 as const }];
    expect(optionalFieldsOf({ kind: 'chat', messages, parallel_tool_calls: false })).toBe(
      'parallel_tool_calls tool_calls weight',
    );
  });
});
