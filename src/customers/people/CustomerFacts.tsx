import { useState } from 'react'
import { useOrganisationName } from '../../network/organisations/organisation-names.web.ts'
import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { Fact, Facts } from '../../platform/web/kit/Facts.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customersWords, sourceOptions, sourceText } from '../customers-words.web.ts'
import { useCustomerEdits } from './customer-edits.web.ts'
import type { CustomerDetail } from './customers.contract.ts'
import { HandOverDialog } from './HandOverDialog.tsx'

export function CustomerFacts({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const storeName = useOrganisationName()
  const edits = useCustomerEdits(customer)
  const { kind, may, nameMasked, source, creditCode } = customer
  const named = may.edit && !nameMasked
  return (
    <Facts editable={may.edit}>
      <Fact label={t('name')}>
        {named ? (
          <EditInPlace
            label={t('name')}
            {...edits(
              ({ name }) => name,
              name => ({ name }),
            )}
          />
        ) : (
          customer.name
        )}
      </Fact>
      <Fact label={t('number')}>{customer.number}</Fact>
      {kind === 'company' && (
        <Fact label={t('creditCode')}>
          {may.edit ? (
            <EditInPlace
              label={t('creditCode')}
              {...edits(
                current => current.creditCode ?? '',
                text => ({ creditCode: text.trim() || null }),
              )}
            />
          ) : (
            (creditCode ?? <Unknown />)
          )}
        </Fact>
      )}
      <Fact label={t('owner')}>
        <Owner customer={customer} />
      </Fact>
      <Fact label={t('source')}>
        {may.edit ? (
          <EditInPlace
            label={t('source')}
            options={withCurrent(source)}
            {...edits(
              current => current.source ?? '',
              text => ({ source: text || null }),
            )}
          >
            {source ? sourceText(source) : undefined}
          </EditInPlace>
        ) : (
          (source && sourceText(source)) || <Unknown />
        )}
      </Fact>
      <Fact label={t('store')}>{storeName(customer.dealerId)}</Fact>
      <Fact label={t('createdAt')}>
        <Dated at={customer.createdAt} />
      </Fact>
      <Fact label={t('updatedAt')}>
        <Dated at={customer.updatedAt} relative />
      </Fact>
      <Fact label={t('origin.title')}>{t(`origin.${customer.origin}`)}</Fact>
      {customer.externalRef && <Fact label={t('externalRef')}>{customer.externalRef}</Fact>}
    </Facts>
  )
}

/** The choices, with none and with a source that only a file knew. */
function withCurrent(source: string | null) {
  const options = [{ value: '', label: '—' }, ...sourceOptions()]
  const listed = source === null || options.some(({ value }) => value === source)
  return listed ? options : [...options, { value: source, label: sourceText(source) }]
}

function Owner({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const [asking, setAsking] = useState(false)
  const name = customer.owner?.name ?? t('poolOwner')
  if (!customer.may.edit) return name
  return (
    <>
      <button
        type="button"
        className="editable"
        aria-label={`${t('handOver')} (${name})`}
        onClick={() => setAsking(true)}
      >
        {name}
        <Icon name="edit" />
      </button>
      {asking && <HandOverDialog customer={customer} onClose={() => setAsking(false)} />}
    </>
  )
}
