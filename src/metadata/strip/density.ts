/** How many dots an inch has: what screens, scanners, cameras and printers write. Any other number could be a mark. */
const USUAL = [
  72, 75, 96, 100, 110, 120, 144, 150, 180, 192, 200, 220, 240, 254, 288, 300, 326, 350, 360, 400,
  600, 720, 1200, 2400,
]

/** The usual number that is meant, if one is within a hundredth; `null` where sizes on paper have no such meaning. */
export function usualDensity(across: number, down: number): number | null {
  if (across !== down) return null
  return USUAL.find((usual) => Math.abs(across - usual) <= usual / 100) ?? null
}
