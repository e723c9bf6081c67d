import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Footlight: the warm light from the edge of a stage. The one accent of the product. */
const footlight: MantineColorsTuple = [
  '#fff6e6', '#ffeac8', '#fdd797', '#fbc263', '#f7b042', '#f2a531', '#e3911b', '#b86e0a', '#8c5206', '#633a06',
]; // prettier-ignore

/** Paper and ink with a breath of aubergine: the house with its lights up. */
const gray: MantineColorsTuple = [
  '#f8f6fa', '#f1eef5', '#e6e1ec', '#d8d2e0', '#c3bbce', '#a49bb2', '#7b7189', '#5a5168', '#3d354a', '#281f36',
]; // prettier-ignore

/** The house with its lights down. */
const dark: MantineColorsTuple = [
  '#ece8f2', '#c9c2d4', '#a39ab2', '#7d7390', '#4a4160', '#3a324e', '#2a233b', '#1b1628', '#151020', '#0f0b18',
]; // prettier-ignore

const headingFamily =
  '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, Charter, Georgia, "Liberation Serif", serif';

/** The look of the product: system faces, serif headings, one accent, generous corners. */
export const theme = createTheme({
  colors: { footlight, gray, dark },
  primaryColor: 'footlight',
  primaryShade: { light: 5, dark: 5 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  black: '#231b33',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontFamily: headingFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '2.1rem', lineHeight: '1.15' },
      h2: { fontSize: '1.45rem' },
      h3: { fontSize: '1.15rem' },
    },
  },
  components: {
    Paper: { defaultProps: { withBorder: true, radius: 'lg', p: 'lg' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', closeButtonProps: { 'aria-label': 'Close' } },
      // The content of a modal is a Paper, which here has a padding and a border of its own.
      styles: {
        content: { padding: 0, border: 0 },
        header: { background: 'var(--understudy-surface)' },
        title: { fontFamily: headingFamily, fontWeight: 600, fontSize: '1.3rem' },
      },
    },
    // Its two buttons are for pointing; on a keyboard the arrows do the same in the field, which has the name of what it is.
    NumberInput: { defaultProps: { attributes: { control: { 'aria-label': 'One step up or down' } } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Badge: { defaultProps: { radius: 'sm', tt: 'none', fw: 600 } },
  },
});

/** Badges and alerts: the surface of a colour, and text on it with a contrast of 4.5 and more. */
function tint(color: string, surface: string, text: string): Record<string, string> {
  return { [`--mantine-color-${color}-light`]: surface, [`--mantine-color-${color}-light-color`]: text };
}

/** Amber text needs more depth on paper than amber surfaces do. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbf9fc',
    '--mantine-color-anchor': footlight[8],
    '--mantine-color-footlight-text': footlight[8],
    '--mantine-color-footlight-light': footlight[1],
    '--mantine-color-footlight-light-hover': footlight[2],
    '--mantine-color-footlight-light-color': footlight[9],
    '--mantine-color-footlight-outline': footlight[8],
    '--mantine-color-dimmed': '#675d75',
    '--mantine-color-default-border': gray[3],
    '--mantine-color-red-text': '#c92a2a',
    '--mantine-color-error': '#c92a2a',
    ...tint('red', '#fdecec', '#a61e1e'),
    ...tint('orange', '#ffeddb', '#8f3a05'),
    ...tint('teal', '#dcf7ea', '#0a5f43'),
    ...tint('blue', '#e3eefc', '#1b538f'),
    '--understudy-surface': '#ffffff',
    '--understudy-glow': 'rgba(242, 165, 49, 0.20)',
    '--understudy-accent-text': footlight[8],
  },
  dark: {
    '--mantine-color-anchor': footlight[3],
    '--mantine-color-footlight-light': 'rgba(242, 165, 49, 0.16)',
    '--mantine-color-footlight-light-hover': 'rgba(242, 165, 49, 0.24)',
    '--mantine-color-footlight-light-color': footlight[3],
    '--mantine-color-dimmed': '#a79eb7',
    '--mantine-color-red-text': '#ff8787',
    '--mantine-color-error': '#ff8787',
    ...tint('red', 'rgba(250, 82, 82, 0.16)', '#ffa8a8'),
    ...tint('orange', 'rgba(253, 126, 20, 0.18)', '#ffc078'),
    ...tint('teal', 'rgba(18, 184, 134, 0.17)', '#63e6be'),
    ...tint('blue', 'rgba(34, 139, 230, 0.2)', '#a5d8ff'),
    '--understudy-surface': '#211a31',
    '--understudy-glow': 'rgba(242, 165, 49, 0.16)',
    '--understudy-accent-text': footlight[3],
  },
});
