import type { CommunicationAnalysis } from '../style/communication-analysis.ts';
import type { MeasuredStyle } from '../style/measured-style.ts';
import { diffText } from './diff-text.ts';
import { diffFields, diffFigures } from './diff-fields.ts';
import type { FieldChange, FigureChange, TextDiffLine } from './version-comparison.ts';

/** What of a version is compared. */
export interface ComparableVersion {
  readonly system_prompt: string;
  readonly analysis: CommunicationAnalysis | null;
  readonly measured_style: MeasuredStyle | null;
}

export interface VersionDifferences {
  readonly text_diff: TextDiffLine[];
  readonly analysis_diff: FieldChange[];
  readonly style_diff: FigureChange[];
}

/** Compares two versions: their prompts by line, their analyses by field, their measured figures by difference. */
export function compareVersions(a: ComparableVersion, b: ComparableVersion): VersionDifferences {
  return {
    text_diff: diffText(a.system_prompt, b.system_prompt),
    analysis_diff: diffFields(a.analysis, b.analysis),
    style_diff: diffFigures(a.measured_style, b.measured_style),
  };
}
