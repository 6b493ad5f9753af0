import { words } from '../platform/web/words/words.ts'

/** The few words that the navigation needs before any page of the slice is loaded. */
export const networkPlaces = words(
  'network-places',
  {
    staff: '员工',
    addStaff: '新增员工',
    organisations: '组织',
    apiKeys: 'API 密钥',
    storeRules: '门店规则',
    audit: '审计日志',
  },
  {
    staff: 'Staff',
    addStaff: 'Add a person',
    organisations: 'Organisations',
    apiKeys: 'API keys',
    storeRules: 'Store rules',
    audit: 'Audit log',
  },
)
