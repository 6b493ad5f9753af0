import { isoDate, serialDate } from '../../../import/dates.ts'
import { restore } from '../../../import/neutralise.ts'
import type { CellFault, RawRow } from '../../../import/row.ts'
import { columnIndex } from './merges.ts'
import { unescapeControls } from './shared-strings.ts'
import type { XmlHandler } from './xml.ts'

export interface SheetContext {
  readonly sharedStrings: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly date1904: boolean
}

const columnsRead = 1024 // more are counted, and refused where the headings are read
const rowCharsMax = 2 * 1024 * 1024

interface OpenCell {
  column: number
  type: string
  isDate: boolean
  hasFormula: boolean
  value: string | null
}

/** Turns the XML of a sheet into rows of texts: the saved result of a formula, a day for a number that is shown as
 *  one, and a fault for a formula without a result or an error value. */
export class SheetRows implements XmlHandler {
  private rows: RawRow[] = []
  private row = 0
  private cells: string[] = []
  private faults: CellFault[] = []
  private chars = 0
  private cell: OpenCell | null = null
  private takesText = false
  private inPhonetic = false

  constructor(private readonly context: SheetContext) {}

  take(): RawRow[] {
    const { rows } = this
    this.rows = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(attributes)
    else if (name === 'c') this.openCell(attributes)
    else if (name === 'rPh') this.inPhonetic = true
    else if (this.cell && (name === 'v' || name === 't')) {
      this.cell.value ??= ''
      this.takesText = !this.inPhonetic
    } else if (this.cell && name === 'f') this.cell.hasFormula = true
  }

  text(piece: string): void {
    if (!this.takesText || !this.cell) return
    this.chars += piece.length
    if (this.chars <= rowCharsMax) this.cell.value += piece
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.takesText = false
    else if (name === 'rPh') this.inPhonetic = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.closeRow()
  }

  private openRow({ r }: Readonly<Record<string, string>>): void {
    this.row = r ? Number(r) : this.row + 1
    this.cells = []
    this.faults = []
    this.chars = 0
  }

  private openCell({ r, t = 'n', s }: Readonly<Record<string, string>>): void {
    const column = r ? columnIndex(r.replace(/\d+$/, '')) : this.cells.length
    const isDate = s !== undefined && this.context.dateStyles[Number(s)] === true
    this.cell = { column, type: t, isDate, hasFormula: false, value: null }
  }

  private closeCell(): void {
    const { cell } = this
    this.cell = null
    if (!cell || cell.column < 0 || cell.column >= columnsRead) return
    while (this.cells.length < cell.column) this.cells.push('')
    this.cells[cell.column] = restore(this.textOf(cell))
  }

  private closeRow(): void {
    const finding = { code: 'row-too-long', params: { max: rowCharsMax } }
    if (this.chars > rowCharsMax) this.faults.unshift({ finding })
    const faults = this.faults.length > 0 ? { faults: this.faults } : {}
    if (this.faults.length > 0 || this.cells.some(text => text.trim() !== ''))
      this.rows.push({ row: this.row, cells: this.cells, ...faults })
  }

  private textOf(cell: OpenCell): string {
    const { column, type, value } = cell
    if (value === null) {
      if (cell.hasFormula) this.faults.push({ column, finding: { code: 'formula-without-value' } })
      return ''
    }
    if (type === 'e') {
      this.faults.push({ column, finding: { code: 'cell-error', params: { value } } })
      return value
    }
    if (type === 's') return this.context.sharedStrings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    return type === 'n' ? this.numberText(value, cell.isDate) : unescapeControls(value)
  }

  private numberText(value: string, isDate: boolean): string {
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) return value
    return (isDate && dayText(number, this.context.date1904)) || plainNumber(number)
  }
}

function dayText(serial: number, date1904: boolean): string | null {
  if (serial < 1) return null
  const date = serialDate(serial, date1904)
  if (!date) return null
  const { time } = date
  const two = (part: number) => String(part).padStart(2, '0')
  return time ? `${isoDate(date)} ${two(time.hour)}:${two(time.minute)}:${two(time.second)}` : isoDate(date)
}

/** As a spreadsheet shows it: fifteen digits, no exponent for telephone numbers. */
function plainNumber(number: number): string {
  return String(Number(number.toPrecision(15)))
}
