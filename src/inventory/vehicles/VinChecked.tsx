import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { NoVin } from './vehicle-columns.tsx'
import { checkVin } from './vin.rules.ts'

/** A VIN as it is read out, in groups; one whose check digit differs says so without forbidding it. */
export function VinChecked({ vin }: { vin: string | null }) {
  const t = useWords(inventoryWords)
  if (vin === null) return <NoVin />
  const found = checkVin(vin)
  const doubtful = !found.ok || found.warnings.length > 0
  return (
    <span className="vin">
      <span className="num">{vin}</span>
      {doubtful && (
        <span className="vin-doubt" title={t('warning.check-digit')}>
          <Icon name="warning" />
          <span className="sr">{t('warning.check-digit')}</span>
        </span>
      )}
    </span>
  )
}
