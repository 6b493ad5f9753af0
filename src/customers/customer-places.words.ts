/** The few words that the navigation needs before any page of the slice is loaded. */
export const customerPlacesZh = {
  customers: '客户',
  newCustomer: '新建客户',
  leads: '线索',
  publicPool: '公海',
} as const

export const customerPlacesEn = {
  customers: 'Customers',
  newCustomer: 'New customer',
  leads: 'Leads',
  publicPool: 'Public pool',
} as const
