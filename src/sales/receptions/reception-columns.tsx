import { Link } from '@tanstack/react-router'
import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import type { Column } from '../../platform/web/kit/columns.ts'
import { time } from '../../platform/web/kit/figures.ts'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Unknown } from '../../platform/web/kit/Values.tsx'
import { useDealer } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { LevelMark, StageMark } from '../LevelMark.tsx'
import { codeWord, nameWord } from '../sale-words.web.ts'
import type { Reception } from './receptions.contract.ts'
import { receptionWords } from './receptions-words.web.ts'
import { TakeButton } from './TakeButton.tsx'

export function useReceptionColumns(): readonly Column<Reception>[] {
  const t = useWords(receptionWords)
  const { dealer, dealers } = useDealer()
  const storeName = useOrganisationName()
  const zoneOf = (id: string) => dealers.find(each => each.id === id)?.timeZone
  const columns: (Column<Reception> | false)[] = [
    {
      key: 'name',
      title: t('columns.name'),
      width: 160,
      phone: 'title',
      render: one => <Who reception={one} />,
    },
    {
      key: 'time',
      title: t('columns.time'),
      width: 80,
      phone: 'mark',
      render: ({ receivedAt, dealerId }) => <span className="num">{time(receivedAt, zoneOf(dealerId))}</span>,
    },
    {
      key: 'kind',
      title: t('columns.kind'),
      width: 120,
      render: ({ kind, occasion }) => `${t(`kind.${kind}`)} · ${t(`occasion.${occasion}`)}`,
    },
    {
      key: 'phone',
      title: t('columns.phone'),
      width: 130,
      phone: 'none',
      render: ({ customer }) =>
        customer?.phone ? <span className="num">{customer.phone}</span> : <Unknown />,
    },
    {
      key: 'model',
      title: t('columns.model'),
      width: 120,
      render: ({ model }) => (model ? nameWord(model) : <Unknown />),
    },
    {
      key: 'level',
      title: t('columns.level'),
      width: 64,
      render: ({ intentLevel }) => (intentLevel ? <LevelMark level={intentLevel} /> : <Unknown />),
    },
    {
      key: 'receivedBy',
      title: t('columns.receivedBy'),
      width: 100,
      phone: 'none',
      render: ({ receivedBy }) => receivedBy?.name ?? <Unknown />,
    },
    {
      key: 'owner',
      title: t('columns.owner'),
      width: 100,
      phone: 'none',
      render: ({ owner }) => owner?.name ?? <Unknown />,
    },
    {
      key: 'source',
      title: t('columns.source'),
      width: 100,
      phone: 'none',
      render: ({ source }) => codeWord('source', source),
    },
    { key: 'outcome', title: t('columns.outcome'), width: 240, render: one => <Outcome reception={one} /> },
    dealer === null &&
      dealers.length > 1 && {
        key: 'store',
        title: t('form.dealer'),
        width: 160,
        phone: 'none',
        render: ({ dealerId }) => storeName(dealerId),
      },
  ]
  return columns.filter(column => column !== false)
}

function Who({ reception: { customer, owner, sale } }: { reception: Reception }) {
  const t = useWords(receptionWords)
  if (!customer) return <span className="quiet">{t('colleague', { name: owner?.name ?? '—' })}</span>
  if (!sale) return customer.name
  return (
    <Link to="/sales/$id" params={{ id: sale.id }}>
      {customer.name}
    </Link>
  )
}

/** What became of it: the sale and where it stands now, or whom it waits for. */
function Outcome({ reception }: { reception: Reception }) {
  const t = useWords(receptionWords)
  const { waiting, outcome, sale } = reception
  return (
    <span className="line">
      {waiting ? <Mark tone="amber">{t('waiting')}</Mark> : t(`outcome.${outcome}`)}
      {sale && <StageMark stage={sale.stage} />}
      <TakeButton reception={reception} />
    </span>
  )
}
