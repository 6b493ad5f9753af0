import { getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date, dateTime, money } from '../../platform/web/kit/figures.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { addendumWord, contractWords } from '../contracts/contract.words.ts'
import { type ContractPaper, readSaleContract } from '../contracts/contracts.contract.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { inBoth } from './amounts.web.ts'
import { DepositClause } from './DepositClause.tsx'
import { Paper, PaperFact, PaperFacts, Signatures } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import { NoPaper, Reading, SalePaper, useSeller, VehicleFacts } from './SalePaper.tsx'

const routeApi = getRouteApi('/sheets/print/sales/$id/contract')

/** The contract on paper: what was signed, what changed it, and what the deposit means in law. */
export function ContractSheetPage() {
  const { id } = routeApi.useParams()
  return (
    <SalePaper id={id} sheet="contract">
      {page => <Found page={page} />}
    </SalePaper>
  )
}

function Found({ page }: { page: SalePage }) {
  const t = useWords(paperWords)
  const { data, error } = useAnswer(readSaleContract, { params: { id: page.id } })
  if (!data) return <Reading failure={error} />
  return data.contract ? (
    <ContractSheet page={page} paper={data.contract} />
  ) : (
    <NoPaper why={t('contract.none')} />
  )
}

export function ContractSheet({ page, paper }: { page: SalePage; paper: ContractPaper }) {
  const t = useWords(paperWords)
  const { timeZone } = page.dealer
  const signed = t('contract.signed', {
    at: dateTime(paper.signedAt, timeZone),
    name: paper.signedBy?.name ?? salesWords('sale.somebody'),
  })
  return (
    <Paper
      title={t('contract.title')}
      dealer={page.dealer}
      head={
        <>
          {t('number', { number: paper.number })}
          <br />
          {signed}
        </>
      }
    >
      <PartiesPart page={page} paper={paper} />
      <h2>{t('contract.vehicle')}</h2>
      <VehicleFacts page={page} />
      <PricePart page={page} paper={paper} />
      <DepositClause page={page} paper={paper} />
      <AddendaPart page={page} paper={paper} />
      <h2>{t('contract.general')}</h2>
      <ol className="paper-clauses">
        <li>{t('contract.clauses.invoice')}</li>
        <li>{t('contract.clauses.warranty')}</li>
        <li>{t('contract.clauses.copies')}</li>
      </ol>
      <Signatures
        parties={[
          `${t('contract.seller')} (${t('signature')} / ${t('seal')})`,
          `${t('contract.buyer')} (${t('signature')} / ${t('seal')})`,
        ]}
      />
    </Paper>
  )
}

interface PartProps {
  page: SalePage
  paper: ContractPaper
}

function PartiesPart({ page, paper }: PartProps) {
  const t = useWords(paperWords)
  const seller = useSeller(page)
  const { buyer, title, contact } = paper.parties
  return (
    <>
      <h2>{t('contract.parties')}</h2>
      <PaperFacts>
        <PaperFact name={t('contract.seller')}>{seller}</PaperFact>
        <PaperFact name={t('consultant')}>{page.owner?.name}</PaperFact>
        <PaperFact name={t('contract.buyer')}>{buyer?.name}</PaperFact>
        <PaperFact name={t('contract.idNumber')} />
        <PaperFact name={t('contract.contact')}>{contact?.name}</PaperFact>
        <PaperFact name={t('contract.phone')} />
        <PaperFact name={t('contract.titleBy')}>{title.name}</PaperFact>
        <PaperFact name={t('contract.creditCode')}>{title.creditCode}</PaperFact>
        <PaperFact name={t('contract.address')} wide />
      </PaperFacts>
    </>
  )
}

function PricePart({ page, paper }: PartProps) {
  const t = useWords(paperWords)
  const { priceMinor, currency } = paper
  const terms = page.state.contract
  const inForce = terms?.priceMinor ?? priceMinor
  const { paidMinor, dueMinor } = page.amounts
  return (
    <>
      <h2>{t('contract.price')}</h2>
      <PaperFacts>
        <PaperFact name={t('contract.signedPrice')} wide>
          {inBoth(priceMinor, currency)}
        </PaperFact>
        {inForce !== priceMinor && (
          <PaperFact name={t('contract.priceInForce')} wide>
            {inBoth(inForce, currency)}
          </PaperFact>
        )}
        <PaperFact name={t('contract.paid')}>{money(paidMinor, currency)}</PaperFact>
        <PaperFact name={t('contract.due')}>{dueMinor === null ? '—' : money(dueMinor, currency)}</PaperFact>
        <PaperFact name={t('contract.deliveryOn')} wide>
          {terms?.deliveryOn ? date(terms.deliveryOn) : t('contract.deliveryOpen')}
        </PaperFact>
      </PaperFacts>
    </>
  )
}

function AddendaPart({ page, paper }: PartProps) {
  const t = useWords(paperWords)
  const language = useLanguage()
  return (
    <>
      <h2>{t('contract.addenda')}</h2>
      {paper.addenda.length === 0 ? (
        <p>{t('contract.noAddenda')}</p>
      ) : (
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col" className="is-mark">
                {t('contract.ordinal')}
              </th>
              <th scope="col">{t('contract.change')}</th>
              <th scope="col">{t('contract.agreedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {paper.addenda.map(addendum => (
              <tr key={addendum.id}>
                <td className="num">{addendum.ordinal}</td>
                <td>{changes(addendum, paper.currency).join(language === 'zh' ? '；' : '; ')}</td>
                <td className="is-mark">
                  {[addendum.agreedBy?.name, dateTime(addendum.agreedAt, page.dealer.timeZone)]
                    .filter(Boolean)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function changes(addendum: ContractPaper['addenda'][number], currency: string): string[] {
  const { reason, priceMinor, deliveryOn, terms } = addendum
  return [
    addendumWord(reason),
    priceMinor === null ? null : `${contractWords('addendum.newPrice')} ${inBoth(priceMinor, currency)}`,
    deliveryOn && `${contractWords('addendum.deliveryOn')} ${date(deliveryOn)}`,
    terms,
  ].filter((piece): piece is string => Boolean(piece))
}
