import Select from 'antd/es/select'
import { useNameOf } from '../../platform/web/session/session.ts'
import { useGrantable } from './grants.web.ts'

interface GrantableSelectProps {
  id?: string
  value?: string
  onChange?: (organisationId: string) => void
  'aria-label'?: string
}

/** One of the organisations at which the signed-in person may give roles. */
export function GrantableSelect(props: GrantableSelectProps) {
  const nameOf = useNameOf()
  const grantable = useGrantable()
  return (
    <Select
      {...props}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={grantable.map(({ organisation }) => ({
        value: organisation.id,
        label: `${organisation.code} ${nameOf(organisation)}`,
      }))}
    />
  )
}
