import { seededRandom, uuidAt } from './random.ts'

/** The cars of Chengye 澄野, a manufacturer that does not exist: 10 models in 40 trims. */
export const make = '澄野'

export type Energy = 'petrol' | 'hybrid' | 'plug-in-hybrid' | 'electric'

export interface DemoModel {
  id: string
  code: string
  nameZh: string
  nameEn: string
}

export interface DemoTrim {
  id: string
  modelId: string
  code: string
  nameZh: string
  nameEn: string
  energy: Energy
  listPriceMinor: number
  transmission: string
  /** How often it is asked for, against the others. */
  demand: number
}

export interface Catalogue {
  models: DemoModel[]
  trims: DemoTrim[]
  trimById: ReadonlyMap<string, DemoTrim>
  modelById: ReadonlyMap<string, DemoModel>
}

/** Model code, names, its demand, then its trims: code, names, energy, list price in yuan, share. */
type ModelLine = [string, string, string, number, TrimLine[]]
type TrimLine = [string, string, string, Energy, number, number]

const range: readonly ModelLine[] = [
  [
    'QC',
    '晴川',
    'Qingchuan',
    13,
    [
      ['QC15S', '1.5L 舒享', '1.5 Comfort', 'petrol', 89_900, 3],
      ['QC15T', '1.5T 悦行', '1.5T Plus', 'petrol', 106_900, 3],
      ['QCHS', '1.5L 混动 舒享', '1.5 Hybrid Comfort', 'hybrid', 118_900, 2],
      ['QCHL', '1.5L 混动 尊享', '1.5 Hybrid Luxury', 'hybrid', 129_900, 1],
    ],
  ],
  [
    'ST',
    '松涛',
    'Songtao',
    11,
    [
      ['ST15T', '1.5T 舒享', '1.5T Comfort', 'petrol', 145_900, 3],
      ['ST20T', '2.0T 尊享', '2.0T Luxury', 'petrol', 179_900, 2],
      ['STP80', '插混 80km 悦行', 'PHEV 80 Plus', 'plug-in-hybrid', 169_900, 3],
      ['STP120', '插混 120km 尊享', 'PHEV 120 Luxury', 'plug-in-hybrid', 189_900, 2],
    ],
  ],
  [
    'YL',
    '云麓',
    'Yunlu',
    17,
    [
      ['YL15T', '1.5T 两驱 舒享', '1.5T 2WD Comfort', 'petrol', 129_900, 4],
      ['YL20T', '2.0T 四驱 尊享', '2.0T 4WD Luxury', 'petrol', 168_900, 2],
      ['YLHS', '混动 两驱 悦行', 'Hybrid 2WD Plus', 'hybrid', 149_900, 3],
      ['YLP100', '插混 100km 悦行', 'PHEV 100 Plus', 'plug-in-hybrid', 159_900, 3],
      ['YLP100L', '插混 100km 尊享', 'PHEV 100 Luxury', 'plug-in-hybrid', 176_900, 2],
    ],
  ],
  [
    'YY',
    '岩屿',
    'Yanyu',
    10,
    [
      ['YY20T', '2.0T 五座', '2.0T Five-Seat', 'petrol', 209_900, 3],
      ['YY20T7', '2.0T 七座', '2.0T Seven-Seat', 'petrol', 226_000, 2],
      ['YYP', '插混 七座 悦行', 'PHEV Seven-Seat Plus', 'plug-in-hybrid', 239_900, 3],
      ['YYPL', '插混 七座 旗舰', 'PHEV Seven-Seat Flagship', 'plug-in-hybrid', 269_900, 1],
    ],
  ],
  [
    'XL',
    '星澜',
    'Xinglan',
    12,
    [
      ['XL500', '510km 舒享', '510 Comfort', 'electric', 159_900, 3],
      ['XL600', '620km 悦行', '620 Plus', 'electric', 179_900, 4],
      ['XL700', '710km 尊享', '710 Luxury', 'electric', 209_900, 2],
      ['XLP', '650km 四驱 性能', '650 AWD Performance', 'electric', 249_900, 1],
    ],
  ],
  [
    'MZ',
    '芒种',
    'Mangzhong',
    9,
    [
      ['MZ300', '305km 标准', '305 Standard', 'electric', 69_900, 3],
      ['MZ400', '405km 舒享', '405 Comfort', 'electric', 82_900, 3],
      ['MZ400L', '405km 尊享', '405 Luxury', 'electric', 92_900, 1],
    ],
  ],
  [
    'FL',
    '风陵',
    'Fengling',
    11,
    [
      ['FL520', '520km 两驱', '520 2WD', 'electric', 189_900, 3],
      ['FL620', '620km 两驱', '620 2WD', 'electric', 215_900, 3],
      ['FL580A', '580km 四驱', '580 AWD', 'electric', 242_900, 2],
      ['FL680A', '680km 四驱 旗舰', '680 AWD Flagship', 'electric', 279_900, 1],
    ],
  ],
  [
    'LM',
    '鹿鸣',
    'Luming',
    6,
    [
      ['LM20T', '2.0T 七座', '2.0T Seven-Seat', 'petrol', 259_900, 2],
      ['LMP', '插混 七座 尊享', 'PHEV Seven-Seat Luxury', 'plug-in-hybrid', 299_900, 3],
      ['LMPL', '插混 六座 旗舰', 'PHEV Six-Seat Flagship', 'plug-in-hybrid', 349_900, 1],
      ['LME', '纯电 七座', 'EV Seven-Seat', 'electric', 339_900, 1],
    ],
  ],
  [
    'ZM',
    '朝暮',
    'Zhaomu',
    7,
    [
      ['ZM430', '430km 舒享', '430 Comfort', 'electric', 119_900, 3],
      ['ZM520', '520km 悦行', '520 Plus', 'electric', 136_900, 3],
      ['ZM520L', '520km 尊享', '520 Luxury', 'electric', 149_900, 2],
      ['ZMHS', '增程 悦行', 'Range-Extended Plus', 'plug-in-hybrid', 142_900, 2],
    ],
  ],
  [
    'DY',
    '大野',
    'Daye',
    4,
    [
      ['DY20H', '2.0T 混动 四驱', '2.0T Hybrid 4WD', 'hybrid', 318_000, 3],
      ['DY20HL', '2.0T 混动 四驱 旗舰', '2.0T Hybrid 4WD Flagship', 'hybrid', 359_800, 1],
      ['DYP', '插混 四驱 越野', 'PHEV 4WD Off-Road', 'plug-in-hybrid', 379_800, 2],
      ['DYPL', '插混 四驱 典藏', 'PHEV 4WD Collection', 'plug-in-hybrid', 452_000, 1],
    ],
  ],
]

export const exteriorColours = ['云白', '曜石黑', '星河灰', '青岚蓝', '松石绿', '落霞红', '月光银'] as const
export const interiorColours = ['黑', '米', '棕', '灰白'] as const

/** @param at ms at which the catalogue was entered */
export function demoCatalogue(seed: string, at: number): Catalogue {
  const random = seededRandom(`${seed}/catalogue`)
  const models: DemoModel[] = []
  const trims: DemoTrim[] = []
  for (const [code, nameZh, nameEn, demand, lines] of range) {
    const model = { id: uuidAt(random, at), code, nameZh, nameEn }
    models.push(model)
    const shares = lines.reduce((sum, line) => sum + line[5], 0)
    for (const [trimCode, trimZh, trimEn, energy, priceYuan, share] of lines) {
      trims.push({
        id: uuidAt(random, at),
        modelId: model.id,
        code: trimCode,
        nameZh: trimZh,
        nameEn: trimEn,
        energy,
        listPriceMinor: priceYuan * 100,
        transmission: transmissionOf(energy),
        demand: (demand * share) / shares,
      })
    }
  }
  return {
    models,
    trims,
    trimById: new Map(trims.map(trim => [trim.id, trim])),
    modelById: new Map(models.map(model => [model.id, model])),
  }
}

export function isNewEnergy(energy: Energy): boolean {
  return energy === 'electric' || energy === 'plug-in-hybrid'
}

function transmissionOf(energy: Energy): string {
  if (energy === 'electric') return 'single-speed'
  return energy === 'petrol' ? 'automatic' : 'hybrid-transmission'
}
