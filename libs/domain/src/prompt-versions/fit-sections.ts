/** A titled part of a prompt. */
export interface PromptSection {
  readonly heading: string;
  /** Paragraphs or list entries, most important first. */
  readonly lines: readonly string[];
  /** Goes between the lines: "\n" for lists, "\n\n" for paragraphs. */
  readonly separator: '\n' | '\n\n';
}

/**
 * Fits sections into a budget. Sections are given in order of importance: an earlier one takes what it needs before a
 * later one gets anything. A line that does not fit is left out whole; a section without lines is left out as well.
 * @param budget characters, headings and separators included
 * @returns the sections that are left, by heading
 */
export function fitSections(sections: readonly PromptSection[], budget: number): Map<string, string> {
  const fitted = new Map<string, string>();
  let left = budget;
  for (const section of sections) {
    const text = fitSection(section, left);
    if (text === '') continue;
    fitted.set(section.heading, text);
    left -= text.length + SECTION_SEPARATOR.length;
  }
  return fitted;
}

/** Goes between two sections. */
export const SECTION_SEPARATOR = '\n\n';

function fitSection({ heading, lines, separator }: PromptSection, budget: number): string {
  const title = `## ${heading}\n\n`;
  let body = '';
  for (const line of lines) {
    const longer = body === '' ? line : `${body}${separator}${line}`;
    if (title.length + longer.length <= budget) body = longer;
  }
  return body === '' ? '' : `${title}${body}`;
}
