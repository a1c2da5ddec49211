import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

// Mantine's ten shades all stand for the one accent: our own tokens decide what it is in light and in dark.
const accent = 'var(--brand)'
const brand: MantineColorsTuple = [accent, accent, accent, accent, accent, accent, accent, accent, accent, accent]

export const theme = createTheme({
  primaryColor: 'brand',
  colors: { brand },
  fontFamily: 'var(--font)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  defaultRadius: 8,
  cursorType: 'pointer',
  focusRing: 'auto',
})

/** Mantine's parts take their colours from the page's tokens, so that both schemes and print are designed in one place. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    // what Mantine writes on a filled part
    '--mantine-color-white': 'var(--on-brand)',
    '--mantine-color-body': 'var(--card)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--soft)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--hair)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-anchor': 'var(--brand)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-primary-color-contrast': 'var(--on-brand)',
    '--mantine-color-brand-filled': 'var(--brand)',
    '--mantine-color-brand-filled-hover': 'color-mix(in srgb, var(--brand) 88%, var(--ink))',
    '--mantine-color-brand-light': 'color-mix(in srgb, var(--brand) 12%, transparent)',
    '--mantine-color-brand-light-hover': 'color-mix(in srgb, var(--brand) 18%, transparent)',
    '--mantine-color-brand-light-color': 'var(--brand)',
    '--mantine-color-brand-outline': 'var(--brand)',
    '--mantine-color-brand-text': 'var(--brand)',
    '--mantine-color-disabled': 'var(--hair)',
    '--mantine-color-disabled-color': 'var(--faint)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return { variables: {}, light: both, dark: both }
}
