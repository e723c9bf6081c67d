import { z } from 'zod';

/** Items that can be asked for at once. */
const mostIndices = 100;

const message = `Must be 1 to ${mostIndices} whole numbers from 0, as a list with commas or one parameter each.`;

/** Indices of items in a query: `index=1,2,3`, or `index` repeated. */
export const itemIndicesSchema = z
  .union([z.string(), z.array(z.string())], message)
  .transform((given, context): number[] => {
    const indices = [given].flat().flatMap((list) => list.split(',').map((one) => one.trim()));
    if (indices.length <= mostIndices && indices.every((index) => /^\d{1,6}$/.test(index))) {
      return indices.map(Number);
    }
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({
    description: `Only items with these indices, at most ${mostIndices}; the other parameters are not looked at then`,
    example: '0,1,2',
  });
