import { useWords } from '../../platform/web/words/words.ts'
import type { ContractPaper } from '../contracts/contracts.contract.ts'
import { earnestMinor } from '../contracts/deposit.rules.ts'
import { salesWords } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import { inBoth } from './amounts.web.ts'
import { PaperFact, PaperFacts } from './Paper.tsx'
import { paperWords } from './paper.words.ts'

/** What the deposit is (定金 or 订金), how it parts at the fifth of the price, and what follows in law. */
export function DepositClause({ page, paper }: { page: SalePage; paper: ContractPaper }) {
  const t = useWords(paperWords)
  const { depositType: type, depositMinor, currency } = paper
  if (type === null || depositMinor === 0)
    return (
      <>
        <h2>{t('contract.noDeposit')}</h2>
        <p>{t('contract.none1')}</p>
      </>
    )
  const price = page.state.contract?.priceMinor ?? paper.priceMinor
  const earnest = earnestMinor(type, depositMinor, price)
  return (
    <>
      <h2>{t('contract.deposit', { type: salesWords(`depositType.${type}`) })}</h2>
      <PaperFacts>
        <PaperFact name={t('contract.agreed')} wide>
          {inBoth(depositMinor, currency)}
        </PaperFact>
        {type === 'earnest-money' && (
          <PaperFact name={t('contract.earnestPart')} wide>
            {inBoth(earnest, currency)}
          </PaperFact>
        )}
        {type === 'earnest-money' && depositMinor > earnest && (
          <PaperFact name={t('contract.prepaidPart')} wide>
            {inBoth(depositMinor - earnest, currency)}
          </PaperFact>
        )}
      </PaperFacts>
      <p className="paper-law">
        {t(type === 'earnest-money' ? 'contract.earnestLaw' : 'contract.prepaymentLaw')}
      </p>
    </>
  )
}
