/** Spreadsheets run cells that begin like a formula. A quote in front makes them text; reading takes it off,
 *  so that `restore(neutralise(cell)) === cell` for every cell. */

const dangerous = /^'*[=+\-@＝＋－＠\t\r\n]/
const neutralised = /^'+[=+\-@＝＋－＠\t\r\n]/

/** @example neutralise('=1+1') // "'=1+1" */
export function neutralise(cell: string): string {
  return dangerous.test(cell) ? `'${cell}` : cell
}

/** @example restore("'=1+1") // '=1+1';  restore("'s-Hertogenbosch") // unchanged */
export function restore(cell: string): string {
  return neutralised.test(cell) ? cell.slice(1) : cell
}
