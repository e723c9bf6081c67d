import type { CommunicationAnalysis } from '../style/communication-analysis.ts';
import type { MeasuredStyle } from '../style/measured-style.ts';
import type { AvatarProfile } from './avatar-profile.ts';
import type { ScoredExchange } from './scored-exchange.ts';
import { exchangeSection, EXCHANGES_HEADING } from './exchange-section.ts';
import { fitSections, SECTION_SEPARATOR, type PromptSection } from './fit-sections.ts';
import { identityLines, promptName } from './identity-section.ts';
import { cutText, lineText, sectionText } from './plain-text.ts';
import type { PromptDraft } from './prompt-draft.ts';
import { readStyleInstructions } from './style-instructions.ts';
import { habitLines } from './writing-habits.ts';

/** Most characters of a system prompt: some 2,000 tokens, sent with every message of a chat. */
export const MAX_SYSTEM_PROMPT_CHARACTERS = 8_000;
/** What the exchanges get of it even when everything else is long. */
const EXCHANGES_RESERVE = 1_500;
const MAX_INSTRUCTIONS = 2_500;
const MAX_SUMMARY = 500;
const MAX_RULE = 200;
const MAX_RULES = 10;

export interface SystemPromptInput {
  readonly avatar: AvatarProfile;
  readonly analysis: CommunicationAnalysis;
  /** Null when the avatar was trained by instructions alone. */
  readonly measuredStyle: MeasuredStyle | null;
  readonly draft: PromptDraft | null;
  readonly instructions: string;
  /** All pairs of the conversations, or a choice of them: the best and most diverse are taken. */
  readonly exchanges: readonly ScoredExchange[];
}

/**
 * Composes the system prompt of a version: markdown sections on who the avatar is, how it writes, its rules, the
 * trainer's instructions, what to avoid, and real exchanges. The same input always gives the same prompt.
 *
 * The instructions take precedence: the prompt says so, and habits that plainly worded instructions speak about (emoji,
 * formality, length) are described as the instructions want them. Text out of chats is quoted on single lines without
 * invisible characters, headings or template marks, and marked as data.
 *
 * At most 8,000 characters: identity and instructions go first, then habits, rules and things to avoid; the exchanges
 * have a share reserved and take what is left.
 */
export function composeSystemPrompt(input: SystemPromptInput): string {
  const name = promptName(input.avatar);
  const wishes = readStyleInstructions(input.instructions);
  const habits = bulletSection(`How ${name} writes`, habitLines(input.analysis, input.measuredStyle, wishes));
  const sections = {
    identity: identitySection(input),
    habits,
    rules: bulletSection('Rules', rules(input.draft)),
    instructions: instructionSection(input.instructions),
    avoid: bulletSection('Avoid', (input.draft?.avoid ?? []).slice(0, MAX_RULES).map(ruleText)),
    exchanges: exchangeSection(name, input.exchanges, wishes),
  };

  const { identity, instructions, rules: ruleSection, avoid, exchanges } = sections;
  const wanted = fitSections([exchanges], EXCHANGES_RESERVE).get(EXCHANGES_HEADING)?.length ?? 0;
  const reserve = wanted === 0 ? 0 : wanted + SECTION_SEPARATOR.length;
  const byImportance = [identity, instructions, habits, ruleSection, avoid];
  const fitted = fitSections(byImportance, MAX_SYSTEM_PROMPT_CHARACTERS - reserve);
  const used = [...fitted.values()].reduce(
    (total, text) => total + text.length + SECTION_SEPARATOR.length,
    0,
  );
  const quoted = fitSections([exchanges], MAX_SYSTEM_PROMPT_CHARACTERS - used);
  return Object.values(sections)
    .map(({ heading }) => fitted.get(heading) ?? quoted.get(heading))
    .filter((text) => text !== undefined)
    .join(SECTION_SEPARATOR);
}

function identitySection({ avatar, draft }: SystemPromptInput): PromptSection {
  const summary = draft === null ? '' : cutText(sectionText(draft.summary), MAX_SUMMARY);
  const lines = identityLines(avatar);
  return { heading: 'Who you are', separator: '\n\n', lines: summary === '' ? lines : [...lines, summary] };
}

function instructionSection(instructions: string): PromptSection {
  const text = cutText(sectionText(instructions), MAX_INSTRUCTIONS);
  const precedence = 'They take precedence over everything above and below, habits and examples included.';
  return {
    heading: "The trainer's instructions",
    separator: '\n\n',
    lines: text === '' ? [] : [precedence, text],
  };
}

/** Voice and behaviour by turns, so that neither crowds out the other when room is short. */
function rules(draft: PromptDraft | null): string[] {
  if (draft === null) return [];
  const voice = draft.voice_rules.slice(0, MAX_RULES);
  const behavior = draft.behavior_rules.slice(0, MAX_RULES);
  const length = Math.max(voice.length, behavior.length);
  return Array.from({ length }, (_, index) => [voice[index], behavior[index]])
    .flat()
    .filter((rule) => rule !== undefined)
    .map(ruleText);
}

function ruleText(rule: string): string {
  return cutText(lineText(rule), MAX_RULE);
}

function bulletSection(heading: string, lines: readonly string[]): PromptSection {
  return {
    heading,
    separator: '\n',
    lines: lines.filter((line) => line.trim() !== '').map((line) => `- ${line}`),
  };
}
