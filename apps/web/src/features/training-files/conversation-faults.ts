const field = 'conversation_ids';

/** What is wrong with the chosen conversations, as a whole and one by one, each message once. */
export function conversationFaults(faults: Readonly<Record<string, string>>): string[] {
  const messages = Object.entries(faults).flatMap(([path, message]) =>
    path === field || path.startsWith(`${field}.`) ? [message] : [],
  );
  return [...new Set(messages)];
}
