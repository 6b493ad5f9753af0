import { moneyCell } from '../../platform/server/http/list-file.ts'
import type { CellRow } from '../../platform/server/import/export-cells.ts'
import { saleListEn, saleListZh } from './sale-list.words.ts'
import type { SaleLine } from './sales.contract.ts'

type Words = typeof saleListZh | typeof saleListEn

export function saleWords(language: 'zh' | 'en'): Words {
  return language === 'en' ? saleListEn : saleListZh
}

/** The columns of an exported list; amounts stand beside their currency. */
export function headingsOf({ columns }: Words): string[] {
  const { number, stage, customer, owner, car, vin, stockNumber, source, intentLevel, inquiredOn } = columns
  const { followUpDueOn, amount, paid, currency, deliveredOn, closedOn, createdAt } = columns
  return [
    ...[number, stage, customer, owner, car, vin, stockNumber, source, intentLevel, inquiredOn],
    ...[followUpDueOn, amount, paid, currency, deliveredOn, closedOn, createdAt],
  ]
}

export function cellsOf(line: SaleLine, words: Words): CellRow {
  const { number, stage, customer, owner, car, source, intentLevel, currency } = line
  return [
    number,
    words.stage[stage],
    customer?.name ?? null,
    owner?.name ?? null,
    carName(line, words),
    car?.vin ?? null,
    car?.stockNumber ?? null,
    sourceName(source, words),
    intentLevel,
    line.inquiredOn,
    line.followUpDueOn,
    moneyCell(line.amountMinor, currency ?? 'CNY'),
    moneyCell(line.paidMinor, currency ?? 'CNY'),
    currency,
    line.deliveredOn,
    line.closedOn,
    line.createdAt,
  ]
}

function carName({ trim, car }: SaleLine, words: Words): string | null {
  if (trim)
    return words === saleListZh ? `${trim.modelNameZh} ${trim.nameZh}` : `${trim.modelNameEn} ${trim.nameEn}`
  return car && [car.make, car.modelName, car.trimName].filter(part => part !== null).join(' ')
}

/** A dealer's own codes have no word: they are shown as they are. */
function sourceName(source: string, words: Words): string {
  return source in words.source ? words.source[source as keyof Words['source']] : source
}
