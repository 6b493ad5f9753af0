import { neutralise } from '../../import/neutralise.ts'

/** A cell to be written: numbers stay numbers, texts cannot become formulas. */
export type Cell = string | number | boolean | null

export type CellRow = readonly Cell[]

/** What Excel can hold in a cell. */
const cellCharsMax = 32_767

export function safeCell(cell: Cell): Cell {
  return typeof cell === 'string' ? neutralise(cell) : cell
}

export function safeSheetCell(cell: Cell): Cell {
  const safe = safeCell(cell)
  return typeof safe === 'string' ? legalXml(safe).slice(0, cellCharsMax) : safe
}

/** XML has no way to write these at all. */
function legalXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
