import { useAnswer } from '../../platform/web/answers/answers.ts'
import { date, dateTimeShort, money } from '../../platform/web/kit/figures.ts'
import { Dated, Money } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { PrintLink } from '../print/PrintLink.tsx'
import { codeWord } from '../sale-words.web.ts'
import { Fact } from '../sales/SaleFacts.tsx'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { saleTopics } from '../steps/step.web.ts'
import { readWaitlistPlace } from '../waitlist/waitlist.contract.ts'
import { addendumWord, contractWords } from './contract.words.ts'
import { type ContractPaper, readSaleContract } from './contracts.contract.ts'
import './contract-panel.css'

/** The terms in force, who is party to them, and every change since they were signed. */
export function SaleContractPanel({ page }: { page: SalePage }) {
  const t = useWords(contractWords)
  const { contract: terms } = page.state
  const { data } = useAnswer(
    readSaleContract,
    { params: { id: page.id } },
    { enabled: terms !== null, topics: saleTopics(page.id) },
  )
  const paper = data?.contract
  if (!terms || !paper) return <WaitingPanel page={page} />
  return (
    <>
      <section className="panel side-panel">
        <h2>
          {t('parties.title')} <small className="num">{paper.number}</small>{' '}
          <PrintLink saleId={page.id} sheet="contract" name={paper.number} />
        </h2>
        <dl className="facts">
          <Fact name={t('terms.price')}>
            <Money minor={terms.priceMinor} currency={paper.currency} />
          </Fact>
          {terms.deliveryOn && (
            <Fact name={t('terms.deliveryOn')}>
              <Dated day={terms.deliveryOn} />
            </Fact>
          )}
          {terms.winReason && (
            <Fact name={t('terms.winReason')}>{codeWord('winReason', terms.winReason)}</Fact>
          )}
          <PartyFacts parties={paper.parties} />
        </dl>
        <Addenda paper={paper} timeZone={page.dealer.timeZone} />
      </section>
      <WaitingPanel page={page} />
    </>
  )
}

function PartyFacts({ parties: { buyer, title, contact } }: Pick<ContractPaper, 'parties'>) {
  const t = useWords(contractWords)
  return (
    <>
      {buyer && <Fact name={t('parties.buyer')}>{buyer.name}</Fact>}
      {title.name && (
        <Fact name={t('parties.titleBy')}>
          {title.name}
          {title.creditCode && <small className="contract-code num">{title.creditCode}</small>}
        </Fact>
      )}
      {contact && <Fact name={t('parties.contact')}>{contact.name}</Fact>}
    </>
  )
}

function Addenda({ paper, timeZone }: { paper: ContractPaper; timeZone: string }) {
  const t = useWords(contractWords)
  if (paper.addenda.length === 0) return null
  return (
    <ol className="papers contract-addenda" aria-label={t('terms.addenda')}>
      {paper.addenda.map(addendum => (
        <li key={addendum.id}>
          <span className="paper-top">
            <strong>
              {t('terms.addenda')} {addendum.ordinal}
            </strong>
            <span>{addendumWord(addendum.reason)}</span>
          </span>
          <small>{changesOf(addendum, paper.currency).join(' · ')}</small>
          {addendum.terms && <small className="contract-terms">{addendum.terms}</small>}
          <small>
            {[addendum.agreedBy?.name, dateTimeShort(addendum.agreedAt, new Date(), timeZone)]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </li>
      ))}
    </ol>
  )
}

function changesOf(
  { priceBeforeMinor, priceMinor, deliveryOn }: ContractPaper['addenda'][number],
  currency: string,
): string[] {
  const show = (minor: number) => money(minor, currency)
  const price =
    priceMinor === null
      ? null
      : priceBeforeMinor === null
        ? show(priceMinor)
        : `${show(priceBeforeMinor)} → ${show(priceMinor)}`
  const day = deliveryOn && `${contractWords('terms.deliveryOn')} ${date(deliveryOn)}`
  return [price, day].filter((piece): piece is string => Boolean(piece))
}

/** Where the sale stands in line, or the car that is held for it. */
function WaitingPanel({ page }: { page: SalePage }) {
  const t = useWords(contractWords)
  const waiting = page.state.waiting ?? null
  const { data } = useAnswer(
    readWaitlistPlace,
    { params: { id: page.id } },
    { enabled: waiting !== null && waiting.offer === null, topics: ['sales', ...saleTopics(page.id)] },
  )
  if (!waiting) return null
  const time = waiting.offer && dateTimeShort(waiting.offer.until, new Date(), page.dealer.timeZone)
  return (
    <section className="panel side-panel">
      <h2>{t('waitlist.waiting')}</h2>
      {time ? (
        <p className="side-note is-offered">{t('waitlist.offered', { time })}</p>
      ) : (
        <p>
          {t(waiting.episodeId ? 'waitlist.byCar' : 'waitlist.byTrim')}
          {data?.place ? ` · ${t('waitlist.place', { place: data.place })}` : null}
        </p>
      )}
    </section>
  )
}
