import { expect, it } from 'vitest';
import { conversationFaults } from './conversation-faults.ts';

it('collects the faults of the choice and of its members, each message once', () => {
  const faults = {
    name: 'Give the training file a name.',
    'conversation_ids.0': 'Is not enriched.',
    'conversation_ids.4': 'Is not enriched.',
    conversation_ids: 'Name at least one conversation.',
  };
  expect(conversationFaults(faults)).toEqual(['Is not enriched.', 'Name at least one conversation.']);
  expect(conversationFaults({ conversation_ideas: 'other' })).toEqual([]);
});
