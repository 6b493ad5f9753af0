import { getRouteApi } from '@tanstack/react-router'
import { businessDate } from '../../platform/business-date.ts'
import { count, date } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type Warranty, warrantyOf } from '../deliveries/warranty.rules.ts'
import { roleWord } from '../refusal-words.web.ts'
import { salesWords } from '../sale-words.web.ts'
import type { ChecklistItem, SalePage } from '../sales/sale-page.contract.ts'
import { Paper, PaperFact, PaperFacts, Signatures } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import { NoPaper, SalePaper, VehicleFacts } from './SalePaper.tsx'

const routeApi = getRouteApi('/sheets/print/sales/$id/delivery')
const handed = [
  'keys',
  'certificate',
  'manual',
  'warrantyCard',
  'invoice',
  'tools',
  'plate',
  'exterior',
  'functions',
  'mileage',
] as const

/** The record of the delivery: what had to be done, what is handed over, and how long the warranty lasts. */
export function DeliverySheetPage() {
  const { id } = routeApi.useParams()
  const t = useWords(paperWords)
  return (
    <SalePaper id={id} sheet="delivery">
      {page =>
        page.state.contract ? <DeliverySheet page={page} /> : <NoPaper why={t('delivery.noContract')} />
      }
    </SalePaper>
  )
}

export function DeliverySheet({ page }: { page: SalePage }) {
  const t = useWords(paperWords)
  const deliveredOn = page.state.delivery?.deliveredOn
  return (
    <Paper title={t('delivery.title')} dealer={page.dealer} head={t('sale', { number: page.number })}>
      <PaperFacts>
        <PaperFact name={t('contract.buyer')}>{page.customer?.name}</PaperFact>
        <PaperFact name={t('receipt.contract')}>{page.contractNumber}</PaperFact>
        <PaperFact name={t('consultant')}>{page.owner?.name}</PaperFact>
        <PaperFact name={t('date')}>{deliveredOn && date(deliveredOn)}</PaperFact>
      </PaperFacts>
      <h2>{t('vehicle.title')}</h2>
      <VehicleFacts page={page} />
      <h2>{t('delivery.checklist')}</h2>
      <Conditions page={page} />
      <h2>{t('delivery.handed')}</h2>
      <ul className="paper-ticks">
        {handed.map(item => (
          <li key={item}>{t(`delivery.items.${item}`)}</li>
        ))}
      </ul>
      <WarrantyTable page={page} />
      <p className="paper-law">{t('delivery.confirm')}</p>
      <Signatures parties={[t('store'), t('contract.buyer')]} />
    </Paper>
  )
}

function Conditions({ page }: { page: SalePage }) {
  const t = useWords(paperWords)
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          <th scope="col" className="is-mark">
            {t('delivery.done')}
          </th>
          <th scope="col">{t('delivery.by')}</th>
        </tr>
      </thead>
      <tbody>
        {page.checklist.map(item => (
          <tr key={item.item}>
            <td>{salesWords(`item.${item.item}`)}</td>
            <td className="is-mark">{item.done ? `☑ ${t('delivery.done')}` : `☐ ${t('delivery.open')}`}</td>
            <td>{saidOf(item, page.dealer.timeZone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function saidOf(item: ChecklistItem, timeZone: string): string {
  const t = paperWords
  if (!item.done) return t('delivery.owed', { role: roleWord(item.owedBy) })
  if (!item.doneAt) return t('delivery.settled')
  const invoice =
    item.invoiceNumber &&
    t('delivery.invoice', {
      number: item.invoiceNumber,
      date: item.invoicedOn ? date(item.invoicedOn) : '—',
    })
  const by = item.doneBy?.name ?? salesWords('sale.somebody')
  return [invoice, `${by} · ${date(businessDate(item.doneAt, timeZone))}`].filter(Boolean).join(' · ')
}

/** By date where a delivery is known; before it, by the length of each term. */
function WarrantyTable({ page }: { page: SalePage }) {
  const t = useWords(paperWords)
  const deliveredOn = page.state.delivery?.deliveredOn ?? null
  const invoicedOn = page.checklist.find(({ item }) => item === 'invoice')?.invoicedOn ?? null
  const terms = deliveredOn ? warrantyOf({ deliveredOn, invoicedOn: invoicedOn ?? deliveredOn }) : null
  return (
    <>
      <h2>
        {t('delivery.warranty')} ·{' '}
        {terms ? t('delivery.from', { date: date(terms.startsOn) }) : t('delivery.fromDelivery')}
      </h2>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('delivery.term')}</th>
            <th scope="col">{t('delivery.until')}</th>
            <th scope="col" className="is-mark">
              {t('delivery.orKm')}
            </th>
          </tr>
        </thead>
        <tbody>
          {warrantyRows(terms).map(row => (
            <tr key={row.name}>
              <td>{t(`delivery.${row.name}`)}</td>
              <td className="is-mark">{row.until ? date(row.until) : row.length}</td>
              <td className="is-mark">
                {row.km ? t('drive.km', { km: count(row.km) }) : t('delivery.notLimited')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The distances do not depend on the day. */
function warrantyRows(terms: Warranty | null) {
  const t = paperWords
  const anyDay = warrantyOf({ invoicedOn: '2026-01-01', deliveredOn: null })
  const { repair, replacement, severeFault } = terms ?? anyDay
  const shown = (until: string) => (terms ? until : null)
  return [
    { name: 'repair', until: shown(repair.until), length: t('delivery.years', { count: 3 }), km: repair.km },
    {
      name: 'replacement',
      until: shown(replacement.until),
      length: t('delivery.years', { count: 2 }),
      km: replacement.km,
    },
    {
      name: 'severe',
      until: shown(severeFault.until),
      length: t('delivery.days', { count: 60 }),
      km: severeFault.km,
    },
    {
      name: 'powertrain',
      until: terms?.powertrainExchangeUntil,
      length: t('delivery.days', { count: 7 }),
      km: null,
    },
  ] as const
}
