import Button from 'antd/es/button'
import Select from 'antd/es/select'
import type { Role } from '../../platform/permissions.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { sessionWords } from '../sessions/sessions.words.ts'
import { GrantableSelect } from './GrantableSelect.tsx'
import { useGrantable } from './grants.web.ts'
import type { RoleAt } from './roles.rules.ts'

interface RolesInputProps {
  id?: string
  value?: readonly RoleAt[]
  onChange?: (roles: RoleAt[]) => void
  /** Where a new line starts: the organisation that the person works at. */
  organisationId?: string
}

/** Which roles, and at which organisations: only those that the signed-in person may give. */
export function RolesInput({ id, value = [], onChange, organisationId }: RolesInputProps) {
  const t = useWords(networkWords)
  const grantable = useGrantable()
  const put = (at: number, next: RoleAt) => onChange?.(value.map((one, index) => (index === at ? next : one)))
  const add = () => {
    const here = grantable.find(({ organisation }) => organisation.id === organisationId) ?? grantable[0]
    const free = here?.roles.find(role => !value.some(one => one.role === role))
    if (here && free) onChange?.([...value, { role: free, organisationId: here.organisation.id }])
  }
  return (
    <div className="roles-input" id={id}>
      {value.length === 0 && <p className="quiet">{t('staff.noRoles')}</p>}
      {value.map((one, at) => (
        <RoleLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line keeps its place while its role is chosen
          key={at}
          value={one}
          onChange={next => put(at, next)}
          onRemove={() => onChange?.(value.filter((_, index) => index !== at))}
        />
      ))}
      <Button icon={<Icon name="plus" />} onClick={add}>
        {t('staff.addRole')}
      </Button>
    </div>
  )
}

interface RoleLineProps {
  value: RoleAt
  onChange: (next: RoleAt) => void
  onRemove: () => void
}

function RoleLine({ value, onChange, onRemove }: RoleLineProps) {
  const t = useWords(networkWords)
  const roleName = useWords(sessionWords)
  const grantable = useGrantable()
  const here = grantable.find(({ organisation }) => organisation.id === value.organisationId)
  const move = (organisationId: string) => {
    const roles = grantable.find(({ organisation }) => organisation.id === organisationId)?.roles ?? []
    const role = roles.includes(value.role) ? value.role : roles[0]
    if (role) onChange({ role, organisationId })
  }
  return (
    <div className="role-line">
      <Select
        aria-label={t('staff.role')}
        value={value.role}
        popupMatchSelectWidth={false}
        onChange={(role: Role) => onChange({ ...value, role })}
        options={(here?.roles ?? [value.role]).map(role => ({
          value: role,
          label: roleName(`role.${role}`),
        }))}
      />
      <GrantableSelect aria-label={t('staff.at')} value={value.organisationId} onChange={move} />
      <button type="button" className="icon-button" aria-label={t('staff.removeRole')} onClick={onRemove}>
        <Icon name="trash" />
      </button>
    </div>
  )
}
