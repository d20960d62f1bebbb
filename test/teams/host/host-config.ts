/** The look of Teams on a phone, for the official renderer: its sizes, distances and colours, light and dark. */
interface Palette {
  readonly card: string
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly attention: string
  readonly warning: string
  readonly good: string
  readonly tint: Readonly<Record<'emphasis' | 'accent' | 'attention' | 'warning' | 'good', string>>
}

const LIGHT: Palette = {
  card: '#ffffff',
  ink: '#242424',
  quiet: '#616161',
  line: '#d1d1d1',
  accent: '#5b5fc7',
  attention: '#b10e1c',
  warning: '#835c00',
  good: '#0e700e',
  tint: {
    emphasis: '#f5f5f5',
    accent: '#e8ebfa',
    attention: '#fdf3f4',
    warning: '#fff9f5',
    good: '#f1faf1',
  },
}

const DARK: Palette = {
  card: '#292929',
  ink: '#ffffff',
  quiet: '#adadad',
  line: '#525252',
  accent: '#9299f7',
  attention: '#f1707b',
  warning: '#f2c661',
  good: '#9fd89f',
  tint: {
    emphasis: '#333333',
    accent: '#2f2f4a',
    attention: '#3f1011',
    warning: '#411200',
    good: '#052505',
  },
}

export type Theme = 'light' | 'dark'

export function hostConfig(theme: Theme): object {
  const look = theme === 'dark' ? DARK : LIGHT
  const tone = (colour: string, subtle = colour) => ({ default: colour, subtle })
  const foregroundColors = {
    default: tone(look.ink, look.quiet),
    dark: tone('#000000', '#424242'),
    light: tone('#ffffff', '#d6d6d6'),
    accent: tone(look.accent),
    attention: tone(look.attention),
    warning: tone(look.warning),
    good: tone(look.good),
  }
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors })
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif",
    fontSizes: { small: 13, default: 16, medium: 16, large: 20, extraLarge: 26 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 18, default: 22, medium: 22, large: 27, extraLarge: 33 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: look.line },
    containerStyles: {
      default: style(look.card),
      ...Object.fromEntries(Object.entries(look.tint).map(([name, tint]) => [name, style(tint)])),
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      spacing: 'default',
      actionsOrientation: 'vertical',
      actionAlignment: 'stretch',
      preExpandSingleShowCardAction: false,
    },
    inputs: {
      label: {
        requiredInputs: { weight: 'Bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'Bolder' },
        inputSpacing: 'Small',
      },
      errorMessage: { color: 'attention', spacing: 'Small', weight: 'Bolder' },
    },
    textBlock: { headingLevel: 2 },
  }
}
