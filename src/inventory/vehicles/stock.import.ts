import type { Finding } from '../../platform/import/import.contract.ts'
import type { ImportKind, KeyedRow, Planned, PlannedChange, RowCheck } from '../../platform/import/kind.ts'
import type { Tx } from '../../platform/server/database/connect.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import { growCatalogue } from '../models/grow-catalogue.ts'
import { TrimMatcher } from '../models/match-trim.ts'
import { insertModels, insertTrims, readCatalogue } from '../models/models.import.sql.ts'
import { isNewCar, type StockChange, StockPlanner } from './plan-stock.ts'
import {
  claimVins,
  drawStockNumbers,
  findHeldVins,
  findKnownStock,
  insertStock,
  type StockCar,
  updateCars,
  updateStays,
} from './stock.import.sql.ts'
import { type StockRow, stockFields } from './stock-fields.ts'
import { checkVin } from './vin.rules.ts'

/** Cars in stock or on their way. A car is known by its VIN, or else by its stock number; without both, by its row
 *  and how often the same row stood above it, and it is sold only after its VIN is entered. */
export const stockImport: ImportKind<typeof stockFields, StockChange, Tx, ImportContext> = {
  name: 'stock',
  fields: stockFields,
  findings: {
    'vin-length': { zh: '“{vin}”不是 17 位', en: '“{vin}” does not have 17 characters' },
    'vin-character': {
      zh: '“{vin}”含有不允许的字符（不能有 I、O、Q）',
      en: '“{vin}” holds characters that a VIN cannot have (no I, O, Q)',
    },
    'vin-repeated': { zh: '“{vin}”不是真实的车架号', en: '“{vin}” is no real VIN' },
    'vin-check-digit': { zh: '“{vin}”的校验位不符', en: 'the check digit of “{vin}” does not match' },
    'model-missing': { zh: '没有车系或车型', en: 'neither model nor trim is given' },
    'currencies-differ': { zh: '售价与成本价币种不同', en: 'price and cost are in different currencies' },
    'stock-number-taken': {
      zh: '库存编号“{value}”已用于另一辆车',
      en: 'the stock number “{value}” is another car’s',
    },
    'held-here': { zh: '“{vin}”已在本店库存中', en: '“{vin}” is in stock at this store already' },
    'held-elsewhere': { zh: '“{vin}”在网络内其他门店库存中', en: '“{vin}” is in stock at another store' },
    'vehicle.held-here': { zh: '“{vin}”已在本店库存中', en: '“{vin}” is in stock at this store already' },
    'vehicle.held-elsewhere': {
      zh: '“{vin}”在网络内其他门店库存中',
      en: '“{vin}” is in stock at another store',
    },
    'car-has-left': {
      zh: '该车已于 {date} 离店，未改动',
      en: 'the car left on {date}; nothing was changed',
    },
  },
  identify: ({ vin, stockNumber }) => ({
    key: vin ? `vin:${vin}` : stockNumber && `number:${stockNumber}`,
    ...(stockNumber && { claims: [`number:${stockNumber}`] }),
  }),
  check,
  plan,
  apply,
}

function check(row: StockRow): RowCheck {
  const reasons: Finding[] = []
  const warnings: Finding[] = []
  if (row.vin) {
    const found = checkVin(row.vin)
    const params = { vin: row.vin }
    const finding = (error: string): Finding => ({ code: `vin-${error}`, field: 'vin', params })
    if (found.ok) warnings.push(...found.warnings.map(finding))
    else reasons.push(...found.errors.map(finding))
  }
  if (!row.model && !row.trim && !row.trimCode) reasons.push({ code: 'model-missing', field: 'model' })
  if (row.price && row.cost && row.price.currency !== row.cost.currency)
    reasons.push({ code: 'currencies-differ', field: 'cost' })
  return { reasons, warnings }
}

async function plan(
  tx: Tx,
  context: ImportContext,
  rows: readonly KeyedRow<StockRow>[],
): Promise<Planned<StockChange>[]> {
  const { dealerId } = context
  const vins = rows.flatMap(({ values }) => values.vin ?? [])
  const known = await findKnownStock(tx, dealerId, {
    vins,
    stockNumbers: rows.flatMap(({ values }) => values.stockNumber ?? []),
    importKeys: rows.flatMap(({ key, keyIsContent }) => (keyIsContent ? key : [])),
  })
  const held = await findHeldVins(tx, dealerId, vins)
  const listed = rows.flatMap(({ values }) => (ownsCatalogue(context) && isNewCar(values) ? values : []))
  const { catalogue, grown } = growCatalogue(context, await readCatalogue(tx), listed)
  const planner = new StockPlanner(context, { known, held, trims: new TrimMatcher(catalogue), grown })
  return rows.map(row => planner.plan(row))
}

/** The catalogue is the network's: only where the store is the whole network, its stock list may add to it. */
function ownsCatalogue({ ancestorIds }: ImportContext): boolean {
  return ancestorIds.length === 1
}

async function apply(
  tx: Tx,
  context: ImportContext,
  changes: readonly PlannedChange<StockRow, StockChange>[],
): Promise<void> {
  const { dealerId, now } = context
  await insertGrown(tx, changes, now)
  const made = changes.filter(({ outcome }) => outcome === 'new').map(({ change }) => change)
  const edited = changes.filter(({ outcome }) => outcome === 'updated').map(({ change }) => change.car)
  const returned = made.filter(change => change.returned).map(({ car }) => car)
  await updateCars(tx, dealerId, [...edited, ...returned], now)
  await updateStays(tx, dealerId, edited, now)
  const cars = await numbered(
    tx,
    context,
    made.map(({ car }) => car),
  )
  const returnedIds = new Set(returned.map(({ vehicleId }) => vehicleId))
  await insertStock(tx, dealerId, { cars, returned: returnedIds }, now)
  const claimants = changes.flatMap(({ change: { car, claims } }) =>
    claims && car.vin ? [{ vin: car.vin, episodeId: car.episodeId }] : [],
  )
  await claimVins(tx, dealerId, claimants, now)
}

/** A trim that several cars brought is written once. */
async function insertGrown(
  tx: Tx,
  changes: readonly PlannedChange<StockRow, StockChange>[],
  now: Date,
): Promise<void> {
  const trims = new Map(
    changes.flatMap(({ change: { grown } }) => (grown ? [[grown.trim.id, grown.trim]] : [])),
  )
  const models = new Map(
    changes.flatMap(({ change: { grown } }) => (grown?.model ? [[grown.model.id, grown.model]] : [])),
  )
  await insertModels(tx, [...models.values()], now)
  await insertTrims(tx, [...trims.values()], now)
}

async function numbered(
  tx: Tx,
  { dealerId, today }: ImportContext,
  cars: readonly StockCar[],
): Promise<StockCar[]> {
  const given = new Set(cars.flatMap(({ stockNumber }) => stockNumber ?? []))
  const drawn = await drawStockNumbers(tx, dealerId, today, cars.length - given.size, given)
  let next = 0
  return cars.map(car => (car.stockNumber ? car : { ...car, stockNumber: drawn[next++] as string }))
}
