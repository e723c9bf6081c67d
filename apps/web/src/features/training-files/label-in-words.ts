/** A label such as `pragmatic_optimist` for a person: "Pragmatic optimist". */
export function labelInWords(label: string): string {
  const words = label.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
