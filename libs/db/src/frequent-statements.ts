import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';

/** Times that a process asks the same text before it is prepared: texts that are made of parts may never come again. */
const timesBefore = 5;

/** Texts that are counted at a time, so that those which never come again take no memory for ever. */
const mostTexts = 1_000;

/** A text that is asked for: how often, and the name by which it is prepared. */
type Statement = { times: number; readonly name: string };

/**
 * Has PostgreSQL parse, rewrite and plan statements that come again and again once for each connection, instead of every
 * time: with row-level security that is half of what a short statement costs. JDBC's driver does the same, with the same
 * threshold. Statements without parameters are sent as they are.
 *
 * @returns what to call for each connection of a pool
 */
export function prepareFrequentStatements(): (client: ClientBase) => void {
  const statements = new Map<string, Statement>();
  const nameOf = (text: string): string | null => {
    const known = statements.get(text);
    if (known === undefined) {
      if (statements.size >= mostTexts) statements.clear();
      // The name follows from the text: PostgreSQL refuses one name for two texts.
      const name = `frequent_${createHash('sha1').update(text).digest('hex')}`;
      statements.set(text, { times: 1, name });
      return null;
    }
    known.times += 1;
    return known.times > timesBefore ? known.name : null;
  };
  return (client) => {
    client.query = new Proxy(client.query, {
      apply(query, self, parameters: unknown[]) {
        const [asked, values, ...rest] = parameters;
        if (!hasParameters(asked, values)) return Reflect.apply(query, self, parameters);
        const name = nameOf(asked.text);
        return Reflect.apply(query, self, [name === null ? asked : { ...asked, name }, values, ...rest]);
      },
    });
  };
}

/** Whether this is a statement in the form in which drizzle asks it: an object with a text, and its parameters. */
function hasParameters(asked: unknown, values: unknown): asked is { text: string } {
  if (!Array.isArray(values) || values.length === 0) return false;
  const isStatement = typeof asked === 'object' && asked !== null && 'text' in asked && !('submit' in asked);
  return isStatement && typeof asked.text === 'string';
}
