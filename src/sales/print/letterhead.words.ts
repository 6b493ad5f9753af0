import { words } from '../../platform/web/words/words.ts'

/** What stands before each part of a letterhead. */
export const letterheadWords = words(
  'letterhead',
  {
    taxNumber: '统一社会信用代码 / 税号',
    bankAccount: '开户行与账号',
    address: '地址',
    telephone: '电话',
  },
  {
    taxNumber: 'Credit code or tax number',
    bankAccount: 'Bank and account',
    address: 'Address',
    telephone: 'Telephone',
  },
)
