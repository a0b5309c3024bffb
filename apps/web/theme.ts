import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: the blue of old pewter. */
const pewter: MantineColorsTuple = [
  '#eff4f8',
  '#dde7ef',
  '#bccfde',
  '#93b1c9',
  '#6d92b1',
  '#52799b',
  '#416787',
  '#335573',
  '#28445d',
  '#1c3145',
];
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f0f2f5',
  '#e4e7ec',
  '#d2d7df',
  '#b3bac6',
  '#8a93a2',
  '#626c7b',
  '#4a5362',
  '#333b48',
  '#1d232d',
];
const dark: MantineColorsTuple = [
  '#dfe3ea',
  '#b6bdc9',
  '#8f98a7',
  '#6b7584',
  '#485160',
  '#363f4b',
  '#272e38',
  '#181c22',
  '#13171c',
  '#0e1115',
];

const red: MantineColorsTuple = [
  '#fdf1f0',
  '#fbe2e0',
  '#f5bfbb',
  '#ee9b95',
  '#e4766e',
  '#d9564d',
  '#c53c34',
  '#b02a2a',
  '#8f2121',
  '#6e1919',
];
const green: MantineColorsTuple = [
  '#eef8f1',
  '#d9efe1',
  '#b3dfc3',
  '#86cb9f',
  '#5bb47c',
  '#3d9a61',
  '#28814c',
  '#1c6b3d',
  '#155430',
  '#0f3f24',
];

export const theme = createTheme({
  primaryColor: 'pewter',
  primaryShade: { light: 7, dark: 6 },
  colors: { pewter, gray, dark, red, green },
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { centered: false, radius: 'lg', transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', radius: 'md' } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', radius: 'md' } },
  },
});

/** Mantine's own surfaces follow the tokens of tokens.css, so that one place draws both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--k-surface)',
    '--mantine-color-text': 'var(--k-text)',
    '--mantine-color-dimmed': 'var(--k-text-3)',
    '--mantine-color-placeholder': 'var(--k-text-3)',
    '--mantine-color-error': 'var(--k-red)',
    '--mantine-color-default-border': 'var(--k-line-strong)',
    '--mantine-color-anchor': 'var(--k-link)',
  },
  light: {},
  dark: { '--mantine-color-default': 'var(--k-field)', '--mantine-color-default-hover': 'var(--k-hover)' },
});
