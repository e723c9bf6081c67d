/** A stable name of the API in front of people: "very_casual" → "Very casual". */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A path into an analysis or a measurement in front of people: "message_length.words.median" → "Message length › words › median". */
export function labelOfPath(path: string): string {
  const [first = '', ...others] = path.split('.');
  return [labelOf(first), ...others.map((part) => part.replaceAll('_', ' '))].join(' › ');
}
