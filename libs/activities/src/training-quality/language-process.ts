/**
 * Tells languages in a process of its own: what it needs for that would stay in the worker's memory for good, and its work
 * would keep the worker from other work.
 */
import { z } from 'zod';
import { detectLanguage } from './detect-language.ts';

const textsSchema = z.array(z.string());

process.on('message', (texts) => process.send?.(textsSchema.parse(texts).map(detectLanguage)));
process.once('disconnect', () => process.exit(0));
