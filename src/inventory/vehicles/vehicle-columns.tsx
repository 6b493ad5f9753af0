import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import { seesCost } from '../../platform/permissions.ts'
import type { Column } from '../../platform/web/kit/columns.ts'
import { count } from '../../platform/web/kit/figures.ts'
import { Dated, Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMe } from '../../platform/web/session/session.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { useCarName } from '../models/catalogue.web.ts'
import { AgeDays, CertificateMark, StandingMark } from './vehicle-marks.tsx'
import type { Vehicle } from './vehicles.contract.ts'

/** The columns of the stock list; the cost stands there only for those who may see one somewhere. */
export function useVehicleColumns({ manyStores }: { manyStores: boolean }): readonly Column<Vehicle>[] {
  const t = useWords(inventoryWords)
  const { roles } = useMe()
  const carName = useCarName()
  const wide = useLanguage() === 'en'
  const storeName = useOrganisationName()
  const costed = roles.some(({ role }) => (seesCost as readonly string[]).includes(role))
  const columns: (Column<Vehicle> | false)[] = [
    {
      key: 'car',
      title: t('vehicle'),
      width: 216,
      phone: 'title',
      render: vehicle => <CarCell {...carName(vehicle)} />,
    },
    { key: 'stockNumber', title: t('stockNumber'), width: 108, render: ({ stockNumber }) => stockNumber },
    {
      key: 'standing',
      title: t('availability.title'),
      width: wide ? 124 : 88,
      phone: 'mark',
      render: vehicle => <StandingMark {...vehicle} />,
    },
    { key: 'vin', title: t('vin'), width: 168, phone: 'none', render: ({ vin }) => vin ?? <NoVin /> },
    {
      key: 'colour',
      title: t('colourColumn'),
      width: 88,
      render: vehicle => vehicle.exteriorColour ?? <Unknown />,
    },
    {
      key: 'price',
      title: t('price'),
      width: 112,
      align: 'end',
      sort: 'price',
      render: ({ priceMinor, currency }) => <Money plain minor={priceMinor} currency={currency} />,
    },
    costed && {
      key: 'cost',
      title: t('cost'),
      width: 112,
      align: 'end',
      phone: 'none',
      render: vehicle => <Cost {...vehicle} />,
    },
    {
      key: 'storeAge',
      title: t('age.column.store'),
      width: wide ? 108 : 96,
      align: 'end',
      sort: 'age',
      render: ({ ages }) => <AgeDays days={ages.storeDays} />,
    },
    {
      key: 'networkAge',
      title: t('age.column.network'),
      width: wide ? 92 : 84,
      align: 'end',
      phone: 'none',
      render: ({ ages }) => <AgeDays days={ages.networkDays} />,
    },
    {
      key: 'manufactureAge',
      title: t('age.column.manufacture'),
      width: wide ? 92 : 84,
      align: 'end',
      phone: 'none',
      render: ({ ages }) => <AgeDays days={ages.manufactureDays} />,
    },
    manyStores && {
      key: 'store',
      title: t('store'),
      width: 150,
      render: ({ dealerId }) => storeName(dealerId),
    },
    {
      key: 'location',
      title: t('location'),
      width: 84,
      phone: 'none',
      render: ({ location }) => location ?? <Unknown />,
    },
    ...optionalColumns(t),
  ]
  return columns.filter(column => column !== false)
}

function optionalColumns(t: typeof inventoryWords): Column<Vehicle>[] {
  return [
    {
      key: 'state',
      title: t('state.title'),
      width: 96,
      optional: true,
      phone: 'none',
      render: ({ state }) => t(`state.${state}`),
    },
    {
      key: 'condition',
      title: t('condition.title'),
      width: 90,
      optional: true,
      phone: 'none',
      render: ({ condition }) => t(`condition.${condition}`),
    },
    {
      key: 'energy',
      title: t('energy.title'),
      width: 110,
      optional: true,
      phone: 'none',
      render: ({ energy }) => (energy ? t(`energy.${energy}`) : <Unknown />),
    },
    {
      key: 'certificate',
      title: t('certificate.title'),
      width: 100,
      optional: true,
      phone: 'none',
      render: ({ certificateState }) => <CertificateMark state={certificateState} />,
    },
    {
      key: 'pdi',
      title: t('pdi.title'),
      width: 100,
      optional: true,
      phone: 'none',
      render: ({ pdiPassedAt }) => t(pdiPassedAt ? 'pdi.passed' : 'pdi.open'),
    },
    {
      key: 'mileage',
      title: t('mileage'),
      width: 110,
      align: 'end',
      optional: true,
      phone: 'none',
      render: ({ mileageKm }) => (mileageKm === null ? <Unknown /> : count(mileageKm)),
    },
    {
      key: 'plate',
      title: t('plate'),
      width: 110,
      optional: true,
      phone: 'none',
      render: ({ plate }) => plate ?? <Unknown />,
    },
    {
      key: 'receivedOn',
      title: t('receivedOn'),
      width: 120,
      optional: true,
      phone: 'none',
      render: ({ receivedOn }) => <Dated day={receivedOn} />,
    },
  ]
}

function CarCell({ model, trim }: { model: string; trim: string }) {
  return (
    <span title={`${model} ${trim}`}>
      {model} <span className="quiet">{trim}</span>
    </span>
  )
}

export function NoVin() {
  const t = useWords(inventoryWords)
  return <span className="no-vin">{t('noVin')}</span>
}

/** What the store paid; a dash where it is not known, a lock where it is not for this reader. */
export function Cost({
  costMinor,
  costMasked,
  currency,
}: Pick<Vehicle, 'costMinor' | 'costMasked' | 'currency'>) {
  const t = useWords(inventoryWords)
  if (costMasked) return <span className="quiet">{t('costMasked')}</span>
  return <Money plain minor={costMinor} currency={currency} />
}
