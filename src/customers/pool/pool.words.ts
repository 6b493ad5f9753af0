import { words } from '../../platform/web/words/words.ts'

const poolZh = {
  title: '公海',
  of: '公海内容',
  leads: '线索',
  customers: '客户',
  claim: '领取',
  claimNamed: '领取 {{name}}',
  claimedLead: '线索已领取，请尽快联系',
  claimedCustomer: '客户已领取',
  claimedWithSales_other: '客户已领取，连同 {{count}} 张无人负责的销售单',
  text: '没有负责人的线索和客户。领取后可见完整手机号；{{days}} 天未联系的会自动回到公海；每人最多持有 {{leads}} 条待跟进线索、{{customers}} 位客户。',
  textNoRecycling:
    '没有负责人的线索和客户。领取后可见完整手机号；每人最多持有 {{leads}} 条待跟进线索、{{customers}} 位客户。',
  noLeads: '公海里没有线索。',
  noCustomers: '公海里没有客户。',
} as const

const poolEn = {
  title: 'Public pool',
  of: 'What of the pool',
  leads: 'Leads',
  customers: 'Customers',
  claim: 'Claim',
  claimNamed: 'Claim {{name}}',
  claimedLead: 'The lead is yours: be in touch soon',
  claimedCustomer: 'The customer is yours',
  claimedWithSales_one: 'The customer is yours, with a sale that was nobody’s',
  claimedWithSales_other: 'The customer is yours, with {{count}} sales that were nobody’s',
  text: 'Leads and customers without an owner. Their phone is shown once claimed; without contact for {{days}} days they come back here; one person holds up to {{leads}} open leads and {{customers}} customers.',
  textNoRecycling:
    'Leads and customers without an owner. Their phone is shown once claimed; one person holds up to {{leads}} open leads and {{customers}} customers.',
  noLeads: 'No leads in the pool.',
  noCustomers: 'No customers in the pool.',
} as const

export const poolWords = words('pool', poolZh, poolEn)
