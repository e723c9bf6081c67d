import { expect, it } from 'vitest';
import { fitSections, type PromptSection } from './fit-sections.ts';

const section = (heading: string, lines: string[]): PromptSection => ({ heading, lines, separator: '\n' });

it('renders whole sections when there is room', () => {
  expect([...fitSections([section('A', ['- one', '- two'])], 100).values()]).toEqual([
    '## A\n\n- one\n- two',
  ]);
});

it('serves earlier sections first and leaves out lines and sections that do not fit', () => {
  const sections = [section('A', ['x'.repeat(30), 'y'.repeat(100), 'z']), section('B', ['w'.repeat(40)])];
  const fitted = fitSections(sections, 60);
  expect(fitted.get('A')).toContain('z');
  expect(fitted.get('A')).not.toContain('y');
  expect(fitted.has('B')).toBe(false);
});

it('stays within the budget, separators between sections included', () => {
  const sections = ['A', 'B', 'C', 'D'].map((heading) =>
    section(heading, Array<string>(20).fill('some words here')),
  );
  for (const budget of [10, 50, 333, 700]) {
    expect([...fitSections(sections, budget).values()].join('\n\n').length).toBeLessThanOrEqual(budget);
  }
});

it('leaves out a section without lines', () => {
  expect(fitSections([section('A', [])], 100).size).toBe(0);
});
