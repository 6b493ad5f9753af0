import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import type { Column } from '../../platform/web/kit/columns.ts'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { ExportButton } from '../../platform/web/kit/ExportButton.tsx'
import { type Filter, FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Dated, Money, Unknown } from '../../platform/web/kit/Values.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { language, useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import { exportPayments, type LedgerLine, listPayments } from './ledger.contract.ts'
import { PaymentMethod, PaymentPurpose } from './ledger-filter.contract.ts'
import { paymentsWords } from './payments.words.ts'

const routeApi = getRouteApi('/shell/payments')

/** All money in and out within reach, by filters in the address. */
export function PaymentsPage() {
  const t = useWords(paymentsWords)
  const search = routeApi.useSearch()
  const patch = usePatchSearch<typeof search>()
  const replace = useReplaceSearch()
  const { dealer } = useDealer()
  const query = { ...search, dealerId: dealer?.id }
  const { items, first, error, more, isPending } = useAnswerPages(
    listPayments,
    { query },
    { topics: ['sales', 'takings'] },
  )
  const columns = useColumns()
  const [choice, choose] = useColumnChoice('payments')
  const mayExport = useMay('payments', 'export')
  const filtered = Object.values(search).some(value => value !== undefined)
  return (
    <Page title={t('title')} fixed actions={<ToTakings />}>
      <FilterBar
        search={search}
        onChange={patch}
        text={{ name: 'q', label: t('search') }}
        filters={useFilters()}
        tools={
          <>
            <ColumnChooser columns={columns} choice={choice} onChange={choose} />
            {mayExport && (
              <ExportButton contract={exportPayments} query={{ ...query, language: language() }} />
            )}
          </>
        }
      />
      <DataTable
        name="payments"
        label={t('title')}
        columns={columns}
        rows={isPending || !first ? undefined : items}
        rowKey={line => line.id}
        href={line => `/sales/${line.saleId}`}
        more={more}
        failure={error}
        empty={
          <EmptyState
            why={t(filtered ? 'emptyFiltered' : 'empty')}
            action={filtered && <Button onClick={() => replace({})}>{t('clear')}</Button>}
          />
        }
      />
    </Page>
  )
}

function ToTakings() {
  const t = useWords(paymentsWords)
  if (!useMay('takings', 'read')) return null
  return (
    <Link to="/takings" className="tool-button">
      {t('toTakings')}
    </Link>
  )
}

function useFilters(): Filter[] {
  const t = useWords(paymentsWords)
  const w = useWords(salesWords)
  return [
    {
      kind: 'choice',
      name: 'method',
      many: true,
      label: t('columns.method'),
      options: PaymentMethod.options.map(value => ({ value, label: codeWord('paymentMethod', value) })),
    },
    {
      kind: 'choice',
      name: 'purpose',
      many: true,
      label: t('columns.purpose'),
      options: PaymentPurpose.options.map(value => ({
        value,
        label: w(`paymentPurpose.${value}`),
      })),
    },
    { kind: 'dates', from: 'from', to: 'to', label: t('columns.takingsOn') },
  ]
}

function useColumns(): Column<LedgerLine>[] {
  const t = useWords(paymentsWords)
  const w = useWords(salesWords)
  return [
    {
      key: 'customer',
      title: t('columns.customer'),
      width: 140,
      phone: 'title',
      render: ({ customer }) => customer?.name ?? <Unknown />,
    },
    {
      key: 'amount',
      title: t('columns.amount'),
      width: 128,
      align: 'end',
      render: ({ amountMinor, currency }) => (
        <span className={amountMinor < 0 ? 'is-late' : undefined}>
          <Money minor={amountMinor} currency={currency} />
        </span>
      ),
    },
    {
      key: 'purpose',
      title: t('columns.purpose'),
      width: 104,
      phone: 'mark',
      render: ({ purpose, amountMinor }) => (
        <Mark tone={amountMinor < 0 ? 'red' : 'green'}>{w(`paymentPurpose.${purpose}`)}</Mark>
      ),
    },
    {
      key: 'method',
      title: t('columns.method'),
      width: 104,
      render: ({ method }) => codeWord('paymentMethod', method),
    },
    {
      key: 'receipt',
      title: t('columns.receipt'),
      width: 176,
      render: ({ receiptNumber, cancelsReceipt }) =>
        receiptNumber === null ? (
          <Unknown />
        ) : (
          <span className="num">
            {receiptNumber}
            {cancelsReceipt && <small> · {t('cancels', { number: cancelsReceipt })}</small>}
          </span>
        ),
    },
    {
      key: 'takingsOn',
      title: t('columns.takingsOn'),
      width: 112,
      render: ({ takingsOn }) => <Dated day={takingsOn} />,
    },
    {
      key: 'cashier',
      title: t('columns.cashier'),
      width: 96,
      phone: 'none',
      render: ({ recordedBy }) => recordedBy?.name ?? <Unknown />,
    },
    ...numbersOf(t),
  ]
}

function numbersOf(t: typeof paymentsWords): Column<LedgerLine>[] {
  return [
    {
      key: 'sale',
      title: t('columns.sale'),
      width: 112,
      phone: 'none',
      render: ({ saleNumber }) => <span className="num">{saleNumber}</span>,
    },
    {
      key: 'number',
      title: t('columns.number'),
      width: 112,
      phone: 'none',
      render: ({ number }) => <span className="num">{number}</span>,
    },
    {
      key: 'reference',
      title: t('columns.reference'),
      width: 160,
      phone: 'none',
      render: ({ reference }) => reference || <Unknown />,
    },
  ]
}
