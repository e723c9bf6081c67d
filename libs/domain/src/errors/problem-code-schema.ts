import { z } from 'zod';
import { problemDefinitions, type ProblemCode } from './problem-code.ts';

const problemCodes = Object.keys(problemDefinitions) as [ProblemCode, ...ProblemCode[]];

/** A stable code where one is parsed. Apart from `problem-code.ts`, which workflows import and which must stay small. */
export const problemCodeSchema = z.enum(problemCodes);
