/** Usual resolutions in dots per inch of screens, scanners, cameras and printers. Any other number could be a mark. */
const USUAL = [
  72, 75, 96, 100, 110, 120, 144, 150, 180, 192, 200, 220, 240, 254, 288, 300, 326, 350, 360, 400,
  600, 720, 1200, 2400,
]

/** The usual resolution within one per cent; `null` for none, or when the two directions differ. */
export function usualDensity(across: number, down: number): number | null {
  if (across !== down) return null
  return USUAL.find((usual) => Math.abs(across - usual) <= usual / 100) ?? null
}
