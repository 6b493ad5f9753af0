import { businessDate } from '../../platform/business-date.ts'
import { kilometres } from '../../platform/import/fields.ts'
import type { Finding } from '../../platform/import/import.contract.ts'
import type { KeyedRow, Planned } from '../../platform/import/kind.ts'
import type { ImportContext } from '../../platform/server/import/import-context.ts'
import type { GrownTrim } from '../models/grow-catalogue.ts'
import type { TrimMatcher } from '../models/match-trim.ts'
import type { Held, KnownCar, StockCar } from './stock.import.sql.ts'
import type { StockRow } from './stock-fields.ts'

export interface StockChange {
  readonly car: StockCar
  /** the car has a row of its own from an earlier stay */
  readonly returned: boolean
  readonly claims: boolean
  /** the car's trim, when this list brings it into the catalogue */
  readonly grown: GrownTrim | null
}

/** A mileage above this is not that of a new car that was only moved. */
const newCarKmMax = 200

/** Whether the list speaks of a car that the factory still offers, a demo car included. */
export function isNewCar(row: StockRow): boolean {
  return row.condition === null ? looksNew(row) : row.condition !== 'used'
}

function looksNew({ plate, mileage }: StockRow): boolean {
  return plate === null && (!mileage || kilometres(mileage) <= newCarKmMax)
}

/** What the store and the network have, against which rows are decided. */
export interface StockScene {
  readonly known: readonly KnownCar[]
  readonly held: ReadonlyMap<string, Held>
  readonly trims: TrimMatcher
  /** by id, those among the trims that this list brings in */
  readonly grown: ReadonlyMap<string, GrownTrim>
}

/** Decides for the rows of a batch what becomes of each car. */
export class StockPlanner {
  private readonly byVin = new Map<string, KnownCar>()
  private readonly byNumber = new Map<string, KnownCar>()
  private readonly byKey = new Map<string, KnownCar>()

  constructor(
    private readonly context: ImportContext,
    private readonly scene: StockScene,
  ) {
    for (const car of scene.known) {
      if (car.vin && !this.byVin.has(car.vin)) this.byVin.set(car.vin, car)
      if (car.stockNumber) this.byNumber.set(car.stockNumber, car)
      if (car.importKey) this.byKey.set(car.importKey, car)
    }
  }

  plan({ values, key, keyIsContent }: KeyedRow<StockRow>): Planned<StockChange> {
    if (keyIsContent)
      return this.byKey.has(key) ? { outcome: 'unchanged' } : this.planNew(values, { importKey: key })
    const known =
      (values.vin && this.byVin.get(values.vin)) ||
      (values.stockNumber && this.byNumber.get(values.stockNumber)) ||
      null
    const refusal = this.refusalOf(values, known)
    if (refusal) return { outcome: 'refused', reasons: [refusal] }
    if (!known) return this.planNew(values, { importKey: null })
    return known.closedAt === null ? this.planKnown(known, values) : this.planReturn(known, values)
  }

  private refusalOf({ vin, stockNumber }: StockRow, known: KnownCar | null): Finding | null {
    const numbered = stockNumber ? this.byNumber.get(stockNumber) : undefined
    const isTaken =
      numbered && (numbered.episodeId !== known?.episodeId || (vin && numbered.vin && numbered.vin !== vin))
    if (isTaken)
      return { code: 'stock-number-taken', field: 'stockNumber', params: { value: stockNumber as string } }
    const held = vin && known?.vin !== vin ? this.scene.held.get(vin) : undefined
    return held ? { code: held, field: 'vin', params: { vin: vin as string } } : null
  }

  private planNew(row: StockRow, { importKey }: Pick<StockCar, 'importKey'>): Planned<StockChange> {
    const { newId, currency } = this.context
    const said = this.said(row)
    const blank: StockCar = {
      ...unknownCar,
      condition: looksNew(row) ? 'new' : 'used',
      currency,
      state: 'in-stock',
      networkSince: row.receivedOn,
      vehicleId: newId(),
      episodeId: newId(),
      importKey,
    }
    const car = over(blank, said)
    return { outcome: 'new', change: this.changeOf(car, { claims: car.vin !== null }) }
  }

  /** What the row says goes in; what it does not say stays. */
  private planKnown(known: KnownCar, row: StockRow): Planned<StockChange> {
    const car = over(known, { ...this.said(row), state: forward(known.state, row.state) })
    if (compared.every(field => known[field] === car[field])) return { outcome: 'unchanged' }
    return {
      outcome: 'updated',
      change: this.changeOf(car, { claims: car.vin !== null && known.vin === null }),
    }
  }

  /** A car that has left comes back only when the file says that it came in later. */
  private planReturn(known: KnownCar, row: StockRow): Planned<StockChange> {
    const leftOn = businessDate(known.closedAt as string, this.context.timeZone)
    if (!row.vin || !row.receivedOn || row.receivedOn <= leftOn)
      return { outcome: 'unchanged', warnings: [{ code: 'car-has-left', params: { date: leftOn } }] }
    const held = this.scene.held.get(row.vin)
    if (held) return { outcome: 'refused', reasons: [{ code: held, field: 'vin', params: { vin: row.vin } }] }
    const back: StockCar = {
      ...known,
      ...{ stockNumber: null, location: null, priceMinor: null, costMinor: null, importKey: null },
      ...{ networkSince: row.receivedOn, state: 'in-stock', condition: 'used' },
      ...{ episodeId: this.context.newId(), episodeVersion: 1 },
    }
    const car = over(back, this.said(row))
    return { outcome: 'new', change: this.changeOf(car, { returned: true, claims: true }) }
  }

  private changeOf(car: StockCar, { returned = false, claims }: { returned?: boolean; claims: boolean }) {
    return { car, returned, claims, grown: this.scene.grown.get(car.trimId ?? '') ?? null }
  }

  /** What a row says; null where it leaves something open. */
  private said(row: StockRow): Said {
    const { trimCode: code, make, model, trim } = row
    const matched = this.scene.trims.find({ code, make, model, trim })
    const money = row.price ?? row.cost
    return {
      vin: row.vin,
      stockNumber: row.stockNumber,
      trimId: matched?.trim.id ?? null,
      make: row.make ?? matched?.model.make ?? null,
      modelName: row.model ?? matched?.model.nameZh ?? row.trim,
      trimName: row.trim ?? matched?.trim.nameZh ?? null,
      modelYear: row.modelYear,
      exteriorColour: row.exteriorColour,
      interiorColour: row.interiorColour,
      energy: row.energy ?? matched?.trim.energy ?? null,
      transmission: row.transmission,
      condition: row.condition,
      manufacturedOn: row.manufacturedOn,
      importedOn: row.importedOn,
      mileageKm: row.mileage && kilometres(row.mileage),
      plate: row.plate,
      engineLitres: row.engineLitres,
      state: row.state,
      location: row.location,
      priceMinor: row.price?.minor ?? null,
      costMinor: row.cost?.minor ?? null,
      currency: money?.currency ?? null,
      receivedOn: row.receivedOn,
    }
  }
}

type Said = { readonly [Name in keyof StockCar]?: StockCar[Name] | null }

function over<Car extends StockCar>(known: Car, said: Said): Car {
  const car = { ...known }
  for (const [name, value] of Object.entries(said)) if (value !== null) Reflect.set(car, name, value)
  return car
}

const unknownCar: Omit<
  StockCar,
  'vehicleId' | 'episodeId' | 'condition' | 'currency' | 'state' | 'importKey'
> = {
  vehicleVersion: 1,
  episodeVersion: 1,
  vin: null,
  trimId: null,
  make: '',
  modelName: '',
  trimName: null,
  modelYear: null,
  exteriorColour: null,
  interiorColour: null,
  energy: null,
  transmission: null,
  manufacturedOn: null,
  importedOn: null,
  mileageKm: null,
  plate: null,
  engineLitres: null,
  specifications: {},
  stockNumber: null,
  location: null,
  priceMinor: null,
  costMinor: null,
  networkSince: null,
  receivedOn: null,
}

const compared = [
  'vin',
  'trimId',
  'make',
  'modelName',
  'trimName',
  'modelYear',
  'exteriorColour',
  'interiorColour',
  'energy',
  'transmission',
  'condition',
  'manufacturedOn',
  'importedOn',
  'mileageKm',
  'plate',
  'engineLitres',
  'stockNumber',
  'state',
  'location',
  'priceMinor',
  'costMinor',
  'currency',
  'receivedOn',
] as const satisfies readonly (keyof StockCar)[]

const states = ['ordered', 'in-transit', 'in-stock']

/** A car arrives; a list that is out of date does not send it back. */
function forward(now: string, said: string | null): string {
  return said !== null && states.indexOf(said) > states.indexOf(now) ? said : now
}
