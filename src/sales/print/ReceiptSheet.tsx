import { getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTime, money } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { codeWord, salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { listSalePayments, type PaymentPaper } from '../sales/sale-papers.contract.ts'
import { capitals } from './amounts.web.ts'
import { Paper, PaperFact, PaperFacts, Signatures } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import { NoPaper, Reading, SalePaper } from './SalePaper.tsx'

const routeApi = getRouteApi('/sheets/print/sales/$id/receipt')

/** The receipt of one payment under its number. */
export function ReceiptSheetPage() {
  const { id } = routeApi.useParams()
  const { of } = routeApi.useSearch()
  return (
    <SalePaper id={id} sheet="receipt">
      {page => <Chosen page={page} of={of} />}
    </SalePaper>
  )
}

function Chosen({ page, of }: { page: SalePage; of: string | undefined }) {
  const t = useWords(paperWords)
  const { data, error } = useAnswer(listSalePayments, { params: { id: page.id } })
  if (!data) return <Reading failure={error} />
  const receipts = data.items.filter(({ receiptNumber }) => receiptNumber !== null)
  const payment = of ? receipts.find(({ id }) => id === of) : receipts[0]
  return payment ? (
    <ReceiptSheet page={page} payment={payment} all={data.items} />
  ) : (
    <NoPaper why={t('receipt.none')} />
  )
}

interface ReceiptSheetProps {
  page: SalePage
  payment: PaymentPaper
  /** the ledger of the sale: what a reversal cancels stands there */
  all: readonly PaymentPaper[]
}

export function ReceiptSheet({ page, payment, all }: ReceiptSheetProps) {
  const t = useWords(paperWords)
  const { timeZone } = page.dealer
  const { amountMinor, currency, receiptNumber, reversed, reversesId } = payment
  const cancelled = all.find(({ id }) => id === reversesId)?.receiptNumber
  const capital = capitals(amountMinor, currency)
  return (
    <Paper
      title={t('receipt.title')}
      dealer={page.dealer}
      head={t('number', { number: receiptNumber ?? '' })}
    >
      {reversed && <p className="paper-standing">{t('receipt.reversed')}</p>}
      {cancelled && <p className="paper-standing">{t('receipt.cancels', { number: cancelled })}</p>}
      <PaperFacts>
        <PaperFact name={t('receipt.from')}>{page.customer?.name}</PaperFact>
        <PaperFact name={t('receipt.takenOn')}>{dateTime(payment.recordedAt, timeZone)}</PaperFact>
      </PaperFacts>
      <div className="paper-sum">
        <strong className="num">{money(amountMinor, currency)}</strong>
        {capital && (
          <small>
            {t('capital')}: <span lang="zh-CN">{capital}</span>
          </small>
        )}
      </div>
      <PaperFacts>
        <PaperFact name={t('receipt.purpose')}>{purposeWord(page, payment)}</PaperFact>
        <PaperFact name={t('receipt.method')}>{codeWord('paymentMethod', payment.method)}</PaperFact>
        <PaperFact name={t('receipt.contract')}>
          {page.contractNumber ?? t('sale', { number: page.number })}
        </PaperFact>
        <PaperFact name={t('receipt.cashier')}>{payment.recordedBy?.name}</PaperFact>
        {payment.reference && (
          <PaperFact name={t('receipt.reference')} wide>
            {payment.reference}
          </PaperFact>
        )}
      </PaperFacts>
      <DepositNote page={page} payment={payment} />
      <p className="paper-small">{t('receipt.notInvoice')}</p>
      <Signatures parties={[`${t('receipt.cashier')} (${t('seal')})`, t('receipt.payer')]} />
    </Paper>
  )
}

/** A deposit by the name that the contract gives it: the two words sound alike and differ in law. */
function purposeWord(page: SalePage, { purpose }: PaymentPaper): string {
  const type = page.state.contract?.depositType
  return purpose === 'deposit' && type
    ? salesWords(`depositType.${type}`)
    : salesWords(`paymentPurpose.${purpose}`)
}

function DepositNote({ page, payment }: { page: SalePage; payment: PaymentPaper }) {
  const t = useWords(paperWords)
  const type = page.state.contract?.depositType
  if (payment.purpose !== 'deposit' || !type) return null
  return (
    <p className="paper-law">
      {t('receipt.depositIs', { type: salesWords(`depositType.${type}`) })}{' '}
      {type === 'earnest-money' ? t('receipt.earnest') : t('contract.prepaymentLaw')}
    </p>
  )
}
