import type { ReactNode } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date, dateTime, money, time } from '../../platform/web/kit/figures.ts'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { useLetterhead } from '../print/letterhead.web.ts'
import { Paper, PrintPage } from '../print/Paper.tsx'
import { NoPaper, Reading } from '../print/SalePaper.tsx'
import { carWord, trimWord } from '../sale-words.web.ts'
import { BlankForms } from './BlankForms.tsx'
import { type Continuity, readContinuity } from './continuity.contract.ts'
import { continuityWords } from './continuity.words.ts'

/** What a store keeps on paper for the hours when the system is down. */
export function ContinuityPage() {
  const t = useWords(continuityWords)
  const { dealer } = useDealer()
  const { data, error } = useAnswer(
    readContinuity,
    { query: { dealerId: dealer?.id } },
    { enabled: dealer !== null, topics: [], staleTime: Number.POSITIVE_INFINITY },
  )
  const { letterhead, failure } = useLetterhead(data?.dealer.id)
  return (
    <PrintPage back="/">
      {!dealer ? (
        <NoPaper why={t('choose')} />
      ) : data && letterhead ? (
        <ContinuityPack pack={data} />
      ) : (
        <Reading failure={error ?? failure} />
      )}
    </PrintPage>
  )
}

export function ContinuityPack({ pack }: { pack: Continuity }) {
  const t = useWords(continuityWords)
  const { timeZone } = pack.dealer
  return (
    <Paper
      title={`${t('title')} · ${date(pack.date)}`}
      dealer={pack.dealer}
      head={t('made', { at: dateTime(pack.madeAt, timeZone) })}
    >
      <p>{t('intro')}</p>
      <Drives pack={pack} />
      <Contracts pack={pack} />
      <FollowUps pack={pack} />
      <Stock pack={pack} />
      <BlankForms />
    </Paper>
  )
}

interface Cell {
  readonly head: string
  readonly amount?: true
  /** left empty, to write in */
  readonly written?: true
}

/** A list with its heading, how many there are, and column heads that come again on each page. */
function Listing({
  title,
  list,
  cells,
  rows,
}: {
  title: string
  list: { total: number; items: readonly unknown[] }
  cells: readonly Cell[]
  rows: readonly { key: string; values: readonly ReactNode[] }[]
}) {
  const t = useWords(continuityWords)
  const { total, items } = list
  const said = items.length < total ? t('cut', { total, shown: items.length }) : t('count', { total })
  return (
    <section>
      <h2>
        {title} · {said}
      </h2>
      {rows.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <table className="paper-table paper-small">
          <thead>
            <tr>
              {cells.map(({ head, amount, written }) => (
                <th key={head} scope="col" className={amount ? 'is-amount' : written && 'is-written'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, values }) => (
              <tr key={key}>
                {values.map((value, index) => (
                  <td key={cells[index]?.head} className={cells[index]?.amount && 'is-amount num'}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

type About = Continuity['followUps']['items'][number]

function who({ customer, number }: Pick<About, 'customer' | 'number'>): string {
  return [customer?.name, number].filter(Boolean).join(' · ')
}

function what({ trim, car }: Pick<About, 'trim' | 'car'>): string {
  const name = car ? carWord(car) : trim ? trimWord(trim) : ''
  return [name, car?.stockNumber].filter(Boolean).join(' · ')
}

function Drives({ pack: { testDrives, dealer } }: { pack: Continuity }) {
  const t = useWords(continuityWords)
  const cells: Cell[] = [
    { head: t('time') },
    { head: t('customer') },
    { head: t('tail') },
    { head: t('car') },
    { head: t('escort') },
    { head: t('done'), written: true },
  ]
  const rows = testDrives.items.map(drive => ({
    key: drive.testDriveId,
    values: [
      `${time(drive.startsAt, dealer.timeZone)}–${time(drive.endsAt, dealer.timeZone)}`,
      who(drive),
      drive.phoneTail,
      what(drive),
      drive.escort.name,
      '',
    ],
  }))
  return <Listing title={t('drives')} list={testDrives} cells={cells} rows={rows} />
}

function Contracts({ pack }: { pack: Continuity }) {
  const { contracts } = pack
  const t = useWords(continuityWords)
  const cells: Cell[] = [
    { head: t('contract') },
    { head: t('customer') },
    { head: t('tail') },
    { head: t('car') },
    { head: t('price'), amount: true },
    { head: t('paid'), amount: true },
    { head: t('due'), amount: true },
    { head: t('delivery') },
  ]
  const rows = contracts.items.map(line => {
    const show = (minor: number | null) =>
      minor === null || line.currency === null ? '—' : money(minor, line.currency)
    const day = line.appointedAt
      ? dateTime(line.appointedAt, pack.dealer.timeZone)
      : line.deliveryOn && date(line.deliveryOn)
    const delivery = [day, line.ready && t('ready')]
    return {
      key: line.saleId,
      values: [
        <span key="contract" className="paper-whole">
          {line.contractNumber}
        </span>,
        line.customer?.name,
        line.phoneTail,
        what(line),
        show(line.priceMinor),
        show(line.paidMinor),
        show(line.dueMinor),
        delivery.filter(Boolean).join(' · '),
      ],
    }
  })
  return <Listing title={t('contracts')} list={contracts} cells={cells} rows={rows} />
}

function FollowUps({ pack: { followUps } }: { pack: Continuity }) {
  const t = useWords(continuityWords)
  const cells: Cell[] = [
    { head: t('dueOn') },
    { head: t('customer') },
    { head: t('tail') },
    { head: t('car') },
    { head: t('owner') },
    { head: t('done'), written: true },
  ]
  const rows = followUps.items.map(line => ({
    key: line.saleId,
    values: [date(line.dueOn), who(line), line.phoneTail, what(line), line.owner?.name, ''],
  }))
  return <Listing title={t('followUps')} list={followUps} cells={cells} rows={rows} />
}

function Stock({ pack: { stock } }: { pack: Continuity }) {
  const t = useWords(continuityWords)
  const cells: Cell[] = [
    { head: t('stockNumber') },
    { head: t('car') },
    { head: t('colour') },
    { head: t('vin') },
    { head: t('place') },
    { head: t('listPrice'), amount: true },
  ]
  const rows = stock.items.map(car => ({
    key: car.episodeId,
    values: [
      car.stockNumber,
      [carWord(car), car.modelYear].filter(Boolean).join(' · '),
      car.exteriorColour,
      car.vin?.slice(-6),
      car.location,
      car.priceMinor === null ? '—' : money(car.priceMinor, car.currency),
    ],
  }))
  return <Listing title={t('stock')} list={stock} cells={cells} rows={rows} />
}
