/** The few words that the navigation needs before any page of the slice is loaded. */
export const stockPlacesZh = {
  vehicles: '库存车辆',
  models: '车型目录',
  receive: '收车入库',
} as const

export const stockPlacesEn = {
  vehicles: 'Stock',
  models: 'Catalogue',
  receive: 'Receive a car',
} as const
