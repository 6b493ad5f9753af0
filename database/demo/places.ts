export interface DemoOrganisation {
  id: string
  parentId: string | null
  ancestorIds: string[]
  kind: 'manufacturer' | 'region' | 'group' | 'dealer'
  code: string
  nameZh: string
  nameEn: string
}

/** A dealer: where it is, and how busy against the others. */
export type Place = {
  code: string
  zh: string
  en: string
  city: string
  /** of its own company, in the register's six digits */
  area: string
  street: string
  telephone: string
  under: string
  traffic: number
  volume: number
}

export const regions = [
  { code: 'R-EAST', name: 'east', zh: '华东大区', en: 'East Region' },
  { code: 'R-SOUTH', name: 'south', zh: '华南大区', en: 'South Region' },
  { code: 'R-NORTH', name: 'north', zh: '华北大区', en: 'North Region' },
] as const
export const group = { code: 'G01', zh: '禾木汽车集团', en: 'Hemu Auto Group', under: 'R-EAST' } as const

// Two dealers of one group share their finance and their inventory manager.
export const places: readonly Place[] = [
  {
    code: 'D01',
    zh: '澄野杭州云栖店',
    en: 'Chengye Hangzhou Yunqi',
    city: '杭州',
    area: '330106',
    street: '杭州市西湖区云栖路 88 号',
    telephone: '0571-5550 0101',
    under: 'G01',
    traffic: 1.18,
    volume: 1.14,
  },
  {
    code: 'D02',
    zh: '澄野宁波三江店',
    en: 'Chengye Ningbo Sanjiang',
    city: '宁波',
    area: '330203',
    street: '宁波市海曙区三江路 21 号',
    telephone: '0574-5550 0102',
    under: 'G01',
    traffic: 1.0,
    volume: 1.0,
  },
  {
    code: 'D03',
    zh: '澄野苏州金鸡湖店',
    en: 'Chengye Suzhou Jinji Lake',
    city: '苏州',
    area: '320506',
    street: '苏州市工业园区星湖大道 16 号',
    telephone: '0512-5550 0103',
    under: 'R-EAST',
    traffic: 1.06,
    volume: 1.06,
  },
  {
    code: 'D04',
    zh: '澄野广州珠江店',
    en: 'Chengye Guangzhou Pearl River',
    city: '广州',
    area: '440106',
    street: '广州市天河区珠江东路 200 号',
    telephone: '020-5550 0104',
    under: 'R-SOUTH',
    traffic: 1.12,
    volume: 1.05,
  },
  {
    code: 'D05',
    zh: '澄野深圳湾店',
    en: 'Chengye Shenzhen Bay',
    city: '深圳',
    area: '440305',
    street: '深圳市南山区滨海大道 3012 号',
    telephone: '0755-5550 0105',
    under: 'R-SOUTH',
    traffic: 1.06,
    volume: 0.99,
  },
  {
    code: 'D06',
    zh: '澄野佛山岭南店',
    en: 'Chengye Foshan Lingnan',
    city: '佛山',
    area: '440604',
    street: '佛山市禅城区岭南大道 77 号',
    telephone: '0757-5550 0106',
    under: 'R-SOUTH',
    traffic: 0.88,
    volume: 0.94,
  },
  {
    code: 'D07',
    zh: '澄野北京朝阳店',
    en: 'Chengye Beijing Chaoyang',
    city: '北京',
    area: '110105',
    street: '北京市朝阳区来广营路 9 号',
    telephone: '010-5550 0107',
    under: 'R-NORTH',
    traffic: 0.98,
    volume: 0.95,
  },
  {
    code: 'D08',
    zh: '澄野天津海河店',
    en: 'Chengye Tianjin Haihe',
    city: '天津',
    area: '120103',
    street: '天津市河西区海河东路 35 号',
    telephone: '022-5550 0108',
    under: 'R-NORTH',
    traffic: 0.86,
    volume: 0.9,
  },
]
