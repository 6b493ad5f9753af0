import { useAct } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { inWords } from '../../platform/web/answers/in-words.ts'
import { useFieldEdits } from '../../platform/web/kit/field-edits.ts'
import { customerErrorText } from '../customers-words.web.ts'
import { type CustomerDetail, type CustomerEdit, editCustomer, readCustomer } from './customers.contract.ts'

/** Edits of one customer's fields on the version that was read. */
export function useCustomerEdits(customer: CustomerDetail) {
  const { act } = useAct(editCustomer)
  const params = { id: customer.id }
  return useFieldEdits<CustomerDetail, CustomerEdit>(customer, {
    read: () => call(readCustomer, { params }),
    write: (body, version) => inWords(act({ params, body, ifMatch: version }), customerErrorText),
  })
}
