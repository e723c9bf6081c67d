import { contextMarkBegins } from '@understudy/domain/training-center/examples/context-in-text';
import { whiteSpace } from '@understudy/domain/training-center/formats/white-space';
import { sql, type SQL } from 'drizzle-orm';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';

const { content, instruction, context, response, rejectedResponse } = examples;

/** Whether a text is more than white space, in one look at most texts; null for null. */
const hasText = (text: SQL): SQL =>
  sql`case when ascii(${text}) between 33 and 126 then true else btrim(${text}, ${whiteSpace}) <> '' end`;

/** Whether an example has a context worth the name. */
export const hasContext = sql<boolean>`coalesce(${hasText(sql`${context}`)}, false)`;

/**
 * Whether an example is of texts alone that nobody could take for others when they are joined (`survivesJoining`): what a
 * file can hold of one such example it can hold of every other of its kind. A few that would survive are taken for unusual,
 * and so are pairs of which redaction has left one answer twice: some formats have no place for them.
 */
export const isOrdinary = sql<boolean>`(${content} is null
  and position(${contextMarkBegins} in ${instruction}) = 0
  and (not ${hasContext} or ${hasText(sql`${instruction}`)})
  and coalesce(${response} <> ${rejectedResponse}, true))`;
