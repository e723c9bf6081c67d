import { foreignKey, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { bytes, userId } from './columns.ts';
import { ownRowsOnly } from './row-level-security.ts';
import { avatarTrainingExamples } from './training-examples.ts';

/**
 * MinHash signatures of generated examples, by which near-duplicates are found. Searched by the function
 * `find_signatures_sharing_bands` only: under row-level security PostgreSQL cannot use the index, because the operator
 * that it serves is not marked as leakproof.
 */
export const trainingExampleSignatures = pgTable(
  'training_example_signatures',
  {
    exampleId: uuid('example_id').primaryKey(),
    userId: userId(),
    /** Hashes of the keys of the bands, made the user's own (`toBandKeys`). */
    bandKeys: integer('band_keys').array().notNull(),
    /** 120 unsigned 32-bit integers, little-endian. */
    signature: bytes('signature').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'training_example_signatures_example',
      columns: [table.exampleId, table.userId],
      foreignColumns: [avatarTrainingExamples.id, avatarTrainingExamples.userId],
    }).onDelete('cascade'),
    // Without the list of pending entries, which every search would have to read through.
    index('training_example_signatures_bands').using('gin', table.bandKeys).with({ fastupdate: false }),
    ownRowsOnly(),
  ],
);
