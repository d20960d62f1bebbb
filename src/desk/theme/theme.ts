import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
  teamsHighContrastTheme,
} from '@fluentui/react-components'

const TEAL: BrandVariants = {
  10: '#010b0c',
  20: '#06191b',
  30: '#0a2a2d',
  40: '#0b363a',
  50: '#0c4247',
  60: '#0d4d53',
  70: '#0e555b',
  80: '#0f5c63',
  90: '#2a7178',
  100: '#44868c',
  110: '#5e9ca1',
  120: '#6fb6ba',
  130: '#7cc9cc',
  140: '#a3dadb',
  150: '#c8e9ea',
  160: '#e7f1f0',
}

/** Colours beside Fluent's tokens: amber for a near deadline, red for late and danger, a tint for the office's letters. */
export interface DeskTheme extends Theme {
  readonly deskPaper: string
  readonly deskTint: string
  readonly deskLine: string
  readonly deskAmber: string
  readonly deskAmberTint: string
  readonly deskRed: string
  readonly deskRedTint: string
}

const ink = '#17252b'
const quiet = '#55656b'

export const light: DeskTheme = {
  ...createLightTheme(TEAL),
  colorNeutralForeground1: ink,
  colorNeutralForeground1Hover: ink,
  colorNeutralForeground1Pressed: ink,
  colorNeutralForeground2: ink,
  colorNeutralForeground3: quiet,
  colorNeutralForeground4: quiet,
  colorNeutralStroke1: '#c9c3b7',
  colorNeutralStroke2: '#e3ddd2',
  colorNeutralStrokeAccessible: '#6b777c',
  deskPaper: '#faf8f4',
  deskTint: '#e7f1f0',
  deskLine: '#e3ddd2',
  deskAmber: '#7a4f00',
  deskAmberTint: '#fff3d9',
  deskRed: '#9c2419',
  deskRedTint: '#fbeae8',
}

const paleInk = '#e8eeee'
const paleTeal = '#7cc9cc'
const night = '#0c1517'

export const dark: DeskTheme = {
  ...createDarkTheme(TEAL),
  colorNeutralBackground1: '#172226',
  colorNeutralBackground1Hover: '#1e2c31',
  colorNeutralBackground1Pressed: '#131d20',
  colorNeutralBackground1Selected: '#1c2a2f',
  colorNeutralBackground2: '#1b272b',
  colorNeutralBackground3: '#10181b',
  colorSubtleBackgroundHover: '#1e2c31',
  colorSubtleBackgroundPressed: '#131d20',
  colorNeutralForeground1: paleInk,
  colorNeutralForeground2: paleInk,
  colorNeutralForeground3: '#9fb0b4',
  colorNeutralForeground4: '#9fb0b4',
  colorNeutralStroke1: '#46565b',
  colorNeutralStroke2: '#2b3a3f',
  colorNeutralStrokeAccessible: '#9fb0b4',
  colorNeutralForegroundOnBrand: night,
  colorBrandBackground: paleTeal,
  colorBrandBackgroundHover: '#a3dadb',
  colorBrandBackgroundPressed: '#6fb6ba',
  colorBrandBackgroundSelected: paleTeal,
  colorCompoundBrandBackground: paleTeal,
  colorCompoundBrandBackgroundHover: '#a3dadb',
  colorCompoundBrandBackgroundPressed: '#6fb6ba',
  colorCompoundBrandForeground1: paleTeal,
  colorCompoundBrandForeground1Hover: '#a3dadb',
  colorCompoundBrandForeground1Pressed: '#6fb6ba',
  colorCompoundBrandStroke: paleTeal,
  colorCompoundBrandStrokeHover: '#a3dadb',
  colorCompoundBrandStrokePressed: '#6fb6ba',
  colorBrandForeground1: paleTeal,
  colorBrandForeground2: paleTeal,
  colorBrandForegroundLink: paleTeal,
  colorBrandForegroundLinkHover: '#a3dadb',
  colorBrandForegroundLinkPressed: '#6fb6ba',
  colorBrandStroke1: paleTeal,
  deskPaper: '#10181b',
  deskTint: '#16302f',
  deskLine: '#2b3a3f',
  deskAmber: '#f1c36b',
  deskAmberTint: '#33280f',
  deskRed: '#ff9d90',
  deskRedTint: '#3a1a16',
}

export const contrast: DeskTheme = {
  ...teamsHighContrastTheme,
  deskPaper: '#000000',
  deskTint: '#000000',
  deskLine: '#ffffff',
  deskAmber: '#ffff00',
  deskAmberTint: '#000000',
  deskRed: '#ffff00',
  deskRedTint: '#000000',
}
