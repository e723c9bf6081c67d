import type { ImportPreview } from '@understudy/domain/training-center/contracts/import-examples';
import {
  mappingTargets,
  type FieldMapping,
  type MappingTarget,
} from '@understudy/domain/training-center/import/field-mapping';

/** What the fields of an example are called in front of people. */
export const targetTitles: Record<MappingTarget, string> = {
  instruction: 'User question/input',
  context: 'Context',
  response: 'Expected AI response',
  rejected_response: 'Rejected response',
  system: 'System message',
  history: 'Earlier turns',
  messages: 'Whole conversation',
  tools: 'Tools',
  pattern_type: 'Pattern type',
  genre: 'Genre',
  quality_score: 'Quality score',
  source: 'Source',
};

/** What a field of the file feeds; null where it is kept as an extra field. */
export function targetOf(mapping: FieldMapping, field: string): MappingTarget | null {
  return mappingTargets.find((target) => mapping[target] === field) ?? null;
}

/** The mapping where a field feeds another of ours: whatever fed that one before becomes an extra field. */
export function withTarget(mapping: FieldMapping, field: string, target: MappingTarget | null): FieldMapping {
  const others = mappingTargets.filter((other) => other !== target && mapping[other] !== field);
  const kept = Object.fromEntries(
    others.flatMap((other) => (mapping[other] === undefined ? [] : [[other, mapping[other]]])),
  );
  return target === null ? kept : { ...kept, [target]: field };
}

/** Fields of a file that feed nothing by a mapping, and are kept beside the examples. */
export function keptFields(
  { fields, unmapped, mapping: proposed }: Pick<ImportPreview, 'fields' | 'unmapped' | 'mapping'>,
  mapping: FieldMapping,
): string[] {
  // What feeds nothing by the proposal either may still be read, where a form has names of its own.
  const isFree = (field: string) => unmapped.includes(field) || targetOf(proposed, field) !== null;
  return fields.filter((field) => targetOf(mapping, field) === null && isFree(field));
}

/** Whether two mappings feed the same fields with the same ones. */
export function isSameMapping(one: FieldMapping, other: FieldMapping): boolean {
  return mappingTargets.every((target) => one[target] === other[target]);
}
