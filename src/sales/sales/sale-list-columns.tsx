import type { Column } from '../../platform/web/kit/columns.ts'
import { Dated, Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMe, useNameOf } from '../../platform/web/session/session.ts'
import { LevelMark, StageMark } from '../LevelMark.tsx'
import { carWord, codeWord, sinceWord, salesWords as t, trimWord } from '../sale-words.web.ts'
import type { SaleLine } from './sales.contract.ts'

const currencyOf = (line: SaleLine) => line.currency ?? 'CNY'

/** @param severalDealers whether the reader looks at more than one store
 *  @param team whether the sales are several people's */
export function saleColumns(severalDealers: boolean, team: boolean): Column<SaleLine>[] {
  const columns: Column<SaleLine>[] = [
    {
      key: 'customer',
      title: t('columns.customer'),
      width: 140,
      phone: 'title',
      render: ({ customer }) => customer?.name ?? t('sale.noCustomer'),
    },
    {
      key: 'stage',
      title: t('columns.stage'),
      width: 112,
      phone: 'mark',
      render: ({ stage }) => <StageMark stage={stage} />,
    },
    {
      key: 'intentLevel',
      title: t('columns.intentLevel'),
      width: 56,
      phone: 'none',
      render: ({ intentLevel }) => (intentLevel ? <LevelMark level={intentLevel} /> : <Unknown />),
    },
    {
      key: 'model',
      title: t('columns.model'),
      width: 168,
      render: ({ trim, car }) => (trim ? trimWord(trim) : car ? carWord(car) : <Unknown />),
    },
    {
      key: 'amount',
      title: t('columns.amount'),
      width: 104,
      align: 'end',
      sort: 'amount',
      render: line => <Money plain minor={line.amountMinor} currency={currencyOf(line)} />,
    },
    {
      key: 'followUpDueOn',
      title: t('columns.followUpDueOn'),
      width: 116,
      sort: 'follow-up',
      render: ({ followUpDueOn, overdue }) => (
        <span className={overdue ? 'is-late' : undefined}>
          <Dated day={followUpDueOn} />
        </span>
      ),
    },
    {
      key: 'stageSince',
      title: t('columns.stageSince'),
      width: 92,
      align: 'end',
      sort: 'stage-since',
      phone: 'none',
      render: ({ stageSince, closedOn }) =>
        stageSince && !closedOn ? <span className="num">{sinceWord(stageSince)}</span> : <Unknown />,
    },
    {
      key: 'owner',
      optional: team ? undefined : true,
      title: t('columns.owner'),
      width: 84,
      render: ({ owner }) => owner?.name ?? <span className="quiet">{t('sale.noOwner')}</span>,
    },
    {
      key: 'source',
      title: t('columns.source'),
      width: 92,
      phone: 'none',
      render: ({ source }) => codeWord('source', source),
    },
    {
      key: 'inquiredOn',
      title: t('columns.inquiredOn'),
      width: 116,
      sort: 'newest',
      phone: 'none',
      render: ({ inquiredOn }) => <Dated day={inquiredOn} />,
    },
    {
      key: 'number',
      title: t('columns.number'),
      width: 112,
      phone: 'none',
      render: ({ number }) => <span className="num">{number}</span>,
    },
  ]
  return [...columns, ...optionalColumns(severalDealers)]
}

function optionalColumns(severalDealers: boolean): Column<SaleLine>[] {
  return [
    {
      key: 'paid',
      title: t('columns.paid'),
      width: 130,
      align: 'end',
      optional: true,
      phone: 'none',
      render: line => <Money plain minor={line.paidMinor} currency={currencyOf(line)} />,
    },
    {
      key: 'stockNumber',
      title: t('columns.stockNumber'),
      width: 130,
      optional: true,
      phone: 'none',
      render: ({ car }) => car?.stockNumber ?? <Unknown />,
    },
    {
      key: 'vin',
      title: t('columns.vin'),
      width: 180,
      optional: true,
      phone: 'none',
      render: ({ car }) => car?.vin ?? <Unknown />,
    },
    {
      key: 'deliveredOn',
      title: t('columns.deliveredOn'),
      width: 130,
      optional: true,
      phone: 'none',
      render: ({ deliveredOn }) => <Dated day={deliveredOn} />,
    },
    {
      key: 'closedOn',
      title: t('columns.closedOn'),
      width: 130,
      optional: true,
      phone: 'none',
      render: ({ closedOn }) => <Dated day={closedOn} />,
    },
    ...(severalDealers ? [dealerColumn()] : []),
  ]
}

function dealerColumn(): Column<SaleLine> {
  return {
    key: 'dealer',
    title: t('columns.dealer'),
    width: 150,
    phone: 'none',
    render: ({ dealerId }) => <DealerName id={dealerId} />,
  }
}

function DealerName({ id }: { id: string }) {
  const nameOf = useNameOf()
  const dealer = useMe().dealers.find(each => each.id === id)
  return dealer ? nameOf(dealer) : <Unknown />
}
