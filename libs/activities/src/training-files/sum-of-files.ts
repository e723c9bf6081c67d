import type { ConversationSum } from '@understudy/db/training-files/sum-up-conversations';
import type { ConversationMetadata } from '@understudy/domain/enrichment/enriched-conversation';

/** The sum of no file. */
export function emptySum(): ConversationSum {
  return {
    conversations: 0,
    trainingPairs: 0,
    averageQuality: null,
    scaffolding: { personas: {}, emotional_arcs: {}, training_topics: {} },
  };
}

/** Adds a conversation to a sum, all but its pairs. */
export function addLabels(sum: ConversationSum, metadata: ConversationMetadata): void {
  const { personas, emotional_arcs, training_topics } = sum.scaffolding;
  const before = (sum.averageQuality ?? 0) * sum.conversations;
  sum.conversations += 1;
  sum.averageQuality = (before + metadata.quality_score) / sum.conversations;
  count(personas, metadata.persona);
  count(emotional_arcs, metadata.emotional_arc);
  count(training_topics, metadata.training_topic);
}

function count(counts: Record<string, number>, label: string): void {
  counts[label] = (Object.hasOwn(counts, label) ? (counts[label] ?? 0) : 0) + 1;
}

/** Whether files hold what the database says of them. Averages are sums of fractions, and agree to a thousandth. */
export function sumsAgree(one: ConversationSum, other: ConversationSum): boolean {
  const quality = Math.abs((one.averageQuality ?? 0) - (other.averageQuality ?? 0));
  return (
    one.conversations === other.conversations &&
    one.trainingPairs === other.trainingPairs &&
    quality < 0.001 &&
    sorted(one) === sorted(other)
  );
}

function sorted({ scaffolding }: ConversationSum): string {
  const { personas, emotional_arcs, training_topics } = scaffolding;
  return JSON.stringify(
    [personas, emotional_arcs, training_topics].map((counts) => Object.entries(counts).sort()),
  );
}
