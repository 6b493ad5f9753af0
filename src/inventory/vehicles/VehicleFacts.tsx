import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import { parseMinor, plainAmount } from '../../platform/money.ts'
import { useAct } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { inWords, refusedField } from '../../platform/web/answers/in-words.ts'
import { EditDate } from '../../platform/web/kit/EditDate.tsx'
import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { Fact, Facts } from '../../platform/web/kit/Facts.tsx'
import { useFieldEdits } from '../../platform/web/kit/field-edits.ts'
import { count, date } from '../../platform/web/kit/figures.ts'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryZh } from '../inventory.words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { editVehicle, type VehicleEdit } from './stock.contract.ts'
import { stockErrorText } from './stock-errors.web.ts'
import { VinChecked } from './VinChecked.tsx'
import { Cost } from './vehicle-columns.tsx'
import { CertificateMark } from './vehicle-marks.tsx'
import { CertificateState, Condition, readVehicle, type VehicleDetail } from './vehicles.contract.ts'

type Field =
  | { name: keyof VehicleDetail & keyof VehicleEdit; kind: 'text' | 'number' | 'money' | 'date' }
  | { name: 'certificateState' | 'condition'; kind: 'choice' }

const fields: readonly Field[] = [
  { name: 'vin', kind: 'text' },
  { name: 'stockNumber', kind: 'text' },
  { name: 'priceMinor', kind: 'money' },
  { name: 'costMinor', kind: 'money' },
  { name: 'location', kind: 'text' },
  { name: 'certificateState', kind: 'choice' },
  { name: 'exteriorColour', kind: 'text' },
  { name: 'interiorColour', kind: 'text' },
  { name: 'mileageKm', kind: 'number' },
  { name: 'modelYear', kind: 'number' },
  { name: 'plate', kind: 'text' },
  { name: 'transmission', kind: 'text' },
  { name: 'condition', kind: 'choice' },
  { name: 'receivedOn', kind: 'date' },
  { name: 'networkSince', kind: 'date' },
  { name: 'manufacturedOn', kind: 'date' },
  { name: 'importedOn', kind: 'date' },
]
/** Never taken away once known: the others may be emptied. */
const kept: readonly string[] = ['stockNumber', 'certificateState', 'condition', 'receivedOn']

/** What is known of a car, edited where it stands on the version that was read. */
export function VehicleFacts({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const storeName = useOrganisationName()
  const editable = vehicle.may.edit && vehicle.availability !== 'closed'
  const hidden = (name: string) => name === 'receivedOn' && vehicle.state !== 'in-stock' && editable
  return (
    <Facts editable={editable}>
      <Fact label={t('store')}>{storeName(vehicle.dealerId)}</Fact>
      <Fact label={t('energy.title')}>{vehicle.energy ? t(`energy.${vehicle.energy}`) : <Unknown />}</Fact>
      {fields
        .filter(({ name }) => !hidden(name))
        .map(field => (
          <Fact key={field.name} label={labelOf(field.name, t)}>
            {editable && !(field.name === 'costMinor' && vehicle.costMasked) ? (
              <Editable field={field} vehicle={vehicle} />
            ) : (
              <Shown field={field} vehicle={vehicle} />
            )}
          </Fact>
        ))}
      {Object.entries(vehicle.specifications).map(([name, value]) => (
        <Fact key={name} label={name}>
          {value === null ? <Unknown /> : String(value)}
        </Fact>
      ))}
    </Facts>
  )
}

function Editable({ field, vehicle }: { field: Field; vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const { act } = useAct(editVehicle)
  const params = { id: vehicle.id }
  const edits = useFieldEdits<VehicleDetail, VehicleEdit>(vehicle, {
    read: () => call(readVehicle, { params }),
    write: async (body, version) => {
      const written = await inWords(act({ params, body, ifMatch: version }), stockErrorText)
      for (const warning of written.warnings)
        notice({ tone: 'note', text: t(`warning.${warning}`), forMs: 8_000 })
    },
  })
  const edit = edits(
    current => textOf(field, current),
    text => bodyOf(field, text, vehicle.currency),
  )
  const label = labelOf(field.name, t)
  if (field.kind === 'date')
    return (
      <EditDate label={label} {...edit} required={kept.includes(field.name)} latest={latestOf(field.name)} />
    )
  return (
    <EditInPlace label={label} {...edit} {...inputOf(field, t)}>
      {edit.value === '' ? undefined : <Shown field={field} vehicle={vehicle} />}
    </EditInPlace>
  )
}

function Shown({ field, vehicle }: { field: Field; vehicle: VehicleDetail }) {
  const { currency, certificateState } = vehicle
  const t = useWords(inventoryWords)
  if (field.name === 'priceMinor') return <Money minor={vehicle.priceMinor} currency={currency} />
  if (field.name === 'costMinor') return <Cost {...vehicle} />
  if (field.name === 'certificateState') return <CertificateMark state={certificateState} />
  if (field.name === 'condition') return t(`condition.${vehicle.condition}`)
  if (field.name === 'vin') return <VinChecked vin={vehicle.vin} />
  const value = vehicle[field.name]
  if (value === null) return <Unknown />
  if (field.kind === 'date') return date(String(value))
  if (field.name === 'transmission') return gearboxText(String(value))
  return field.name === 'mileageKm' ? count(Number(value)) : String(value)
}

/** A gearbox is free text; the usual codes have words. */
function gearboxText(value: string): string {
  return isGearbox(value) ? inventoryWords(`gearbox.${value}`) : value
}

function isGearbox(value: string): value is keyof typeof inventoryZh.gearbox {
  return value in inventoryZh.gearbox
}

function inputOf({ name, kind }: Field, t: typeof inventoryWords) {
  if (name === 'certificateState')
    return {
      options: CertificateState.options.map(value => ({ value, label: t(`certificate.${value}`) })),
    }
  if (name === 'condition')
    return { options: Condition.options.map(value => ({ value, label: t(`condition.${value}`) })) }
  return { type: kind === 'number' ? ('number' as const) : ('text' as const) }
}

function textOf({ name, kind }: Field, vehicle: VehicleDetail): string {
  const value = vehicle[name]
  if (value === null) return ''
  return kind === 'money' ? plainAmount(Number(value), vehicle.currency) : String(value)
}

/** An emptied field is unknown; one that must be known keeps what was typed for the server to judge.
 *  @throws ApiProblem when a figure was asked for and none was typed */
function bodyOf({ name, kind }: Field, text: string, currency: string): VehicleEdit {
  const typed = text.trim()
  if (typed === '' && !kept.includes(name)) return { [name]: null }
  if (kind !== 'money' && kind !== 'number') return { [name]: typed }
  const plain = typed.replace(/[,，\s¥£$€]/g, '')
  const figure = kind === 'money' ? parseMinor(plain, currency) : Number(plain)
  if (figure === null || Number.isNaN(figure)) throw refusedField(name, inventoryWords('fieldError.figure'))
  return { [name]: figure }
}

function latestOf(name: string): string | undefined {
  return name === 'receivedOn' || name === 'manufacturedOn'
    ? new Date().toISOString().slice(0, 10)
    : undefined
}

function labelOf(name: Field['name'], t: typeof inventoryWords): string {
  switch (name) {
    case 'priceMinor':
      return t('price')
    case 'costMinor':
      return t('cost')
    case 'mileageKm':
      return t('mileage')
    case 'certificateState':
      return t('certificate.title')
    case 'condition':
      return t('condition.title')
    default:
      return t(name as 'vin')
  }
}
