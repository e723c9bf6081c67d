import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import { sql } from 'drizzle-orm';
import { avatarTrainingExamples as examples } from '../schema/training-examples.ts';

const { content, instruction, context } = examples;

/**
 * Whether an example is of texts alone, and these would be taken apart again where they were joined (`survivesJoining`):
 * what a file can hold of one such example it can hold of every other of its kind.
 */
export const isOrdinary = sql<boolean>`(${content} is null and case
  when ${context} is null or ${context} !~ '\\S' then position(${contextMark} in ${instruction}) = 0
  else ${instruction} ~ '\\S'
    and position(${contextMark} in ${instruction} || ${contextMark}) = char_length(${instruction}) + 1
end)`;
