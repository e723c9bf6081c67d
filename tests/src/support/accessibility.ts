import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

/**
 * What axe finds against WCAG 2.2 AA on the page as it is now, as far as it is serious or critical: the rule and the
 * elements that break it. And buttons without a name, which axe lets pass where they are hidden from screen readers.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  return [...serious, ...(await namelessButtons(page))];
}

/** Whoever points at a button, or says its name, has to know what it does. */
async function namelessButtons(page: Page): Promise<string[]> {
  const buttons = page.locator('button:not([aria-label]):not([aria-labelledby]):not([title])');
  return await buttons.evaluateAll((found) =>
    found
      .filter(({ textContent }) => textContent.trim() === '')
      .map(({ outerHTML }) => `button-without-name: ${outerHTML.slice(0, 200)}`),
  );
}

/** Pixels by which the page is wider than its window: 0 where nothing has to be scrolled sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/**
 * Presses Tab until the element has the focus.
 *
 * @throws Error when it is not reached within 60 presses
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused.count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(target)}`);
}
