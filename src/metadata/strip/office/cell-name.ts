/** Name of a spreadsheet cell such as `B7`, from its column and row, both counted from 1. */
export function cellName(column: number, row: number): string {
  let [letters, rest] = ['', column]
  for (; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}
