import { Link } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { handOverWords } from './hand-over.words.ts'
import { WarrantyTerms } from './WarrantyTerms.tsx'
import { listWarranties } from './warranties.contract.ts'

/** The warranty of a car that was delivered, on the car's page: counted from its first buyer, whoever has it now. */
export function VehicleWarranty({ id }: { id: string }) {
  const t = useWords(handOverWords)
  const { data, error } = useAnswer(
    listWarranties,
    { query: { vehicleId: id } },
    { topics: [`vehicles:${id}`, 'vehicles', 'sales'] },
  )
  const sold = data?.items[0]
  if (!sold) return <FailedReading failure={error} />
  return (
    <WarrantyTerms sold={sold}>
      <Link to="/sales/$id" params={{ id: sold.saleId }}>
        {t('panel.bySale', { number: sold.number })}
      </Link>
    </WarrantyTerms>
  )
}
