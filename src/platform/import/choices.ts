import { problem } from '../problem.ts'
import { type DateOrder, dateOrders } from './dates.ts'
import type { MappingChoices } from './mapping.ts'

/** What the command line says about a file, as given: `--map price=售价 --map vin=#4 --date-order wonDate=dmy`. */
export interface WrittenChoices {
  readonly map?: readonly string[]
  readonly dateOrder?: readonly string[]
  readonly currency?: string
  readonly distanceUnit?: string
}

/** @throws import.choice-unclear
 *  @example readChoices({ map: ['price=售价,vin=#4'], dateOrder: ['dmy'] }) // one option may hold several pairs */
export function readChoices({
  map = [],
  dateOrder = [],
  currency,
  distanceUnit,
}: WrittenChoices): MappingChoices {
  const orders = dateOrder.flatMap(pairs)
  const forAll = orders.find(([field]) => field === null)
  const unit = distanceUnit?.toLowerCase()
  if (unit !== undefined && unit !== 'km' && unit !== 'mi')
    throw problem('import.choice-unclear', { choice: unit, wanted: 'km, mi' })
  return {
    map: Object.fromEntries(map.flatMap(pairs).map(fieldPair)),
    dateOrders: Object.fromEntries(
      orders.flatMap(([field, order]) => (field === null ? [] : [[field, orderOf(order)]])),
    ),
    ...(forAll && { dateOrder: orderOf(forAll[1]) }),
    ...(currency && { currency: currency.trim().toUpperCase() }),
    ...(unit && { distanceUnit: unit }),
  }
}

type Pair = [field: string | null, value: string]

/** A comma parts two pairs only before a name and its `=`: headings may hold commas. */
function pairs(option: string): Pair[] {
  return option.split(/,(?=\s*[A-Za-z]\w*=)/).map(text => {
    const [, field, value] = /^\s*([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [null, null, text]
    return [field ?? null, (value ?? '').trim()]
  })
}

function fieldPair([field, value]: Pair): [string, string] {
  if (field === null)
    throw problem('import.choice-unclear', { choice: value, wanted: 'field=heading, field=#3' })
  return [field, value]
}

function orderOf(text: string): DateOrder {
  const order = dateOrders.find(each => each === text.toLowerCase())
  if (!order) throw problem('import.choice-unclear', { choice: text, wanted: dateOrders.join(', ') })
  return order
}
