import type { ReactNode } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { nameOf } from '../../platform/web/session/session.ts'
import { useLanguage, useWords } from '../../platform/web/words/words.ts'
import { carWord, trimWord } from '../sale-words.web.ts'
import { readSale, type SalePage } from '../sales/sale-page.contract.ts'
import { useLetterhead } from './letterhead.web.ts'
import { useLoggedPrint } from './logged-print.web.ts'
import { PaperFact, PaperFacts, PrintPage } from './Paper.tsx'
import { paperWords } from './paper.words.ts'
import type { SheetCode } from './prints.contract.ts'

interface SalePaperProps {
  id: string
  sheet: SheetCode
  children: (page: SalePage) => ReactNode
}

/** A sheet about a sale: read as its page reads it, printed on record. */
export function SalePaper({ id, sheet, children }: SalePaperProps) {
  const { data, error } = useAnswer(readSale, { params: { id } })
  const { letterhead, failure } = useLetterhead(data?.dealer.id)
  useLoggedPrint(id, sheet)
  return (
    <PrintPage back={`/sales/${id}`}>
      {data?.id === id && letterhead ? children(data) : <Reading failure={error ?? failure} />}
    </PrintPage>
  )
}

/** Until everything that stands on the sheet is there; a sheet with holes is not printed. */
export function Reading({ failure }: { failure: unknown }) {
  const t = useWords(paperWords)
  return (
    <>
      <h1 className="sr">{t('loading')}</h1>
      {failure ? <FailedReading failure={failure} /> : <Lines count={8} />}
    </>
  )
}

/** There is no such paper, and what would make one. */
export function NoPaper({ why }: { why: string }) {
  return <h1>{why}</h1>
}

/** Who sells: the legal entity, or the store by its name while nobody has said which that is. */
export function useSeller({ dealer }: Pick<SalePage, 'dealer'>): string {
  const language = useLanguage()
  return useLetterhead(dealer.id).letterhead?.legalName || nameOf(dealer, language)
}

/** The car, or the trim while none is matched. */
export function VehicleFacts({ page }: { page: SalePage }) {
  const t = useWords(paperWords)
  const { car, trim } = page
  return (
    <>
      <PaperFacts>
        <PaperFact name={t('vehicle.car')} wide>
          {trim ? trimWord(trim) : car ? carWord(car) : undefined}
        </PaperFact>
        {car && (
          <>
            <PaperFact name={t('vehicle.vin')}>{car.vin}</PaperFact>
            <PaperFact name={t('vehicle.stockNumber')}>{car.stockNumber}</PaperFact>
            <PaperFact name={t('vehicle.year')}>{car.modelYear}</PaperFact>
            <PaperFact name={t('vehicle.colour')}>
              {[car.exteriorColour, car.interiorColour].filter(Boolean).join(' / ')}
            </PaperFact>
          </>
        )}
      </PaperFacts>
      {!car && <p>{t('vehicle.byTrim')}</p>}
    </>
  )
}
