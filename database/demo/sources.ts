import type { ContactChannel, IntentLevel } from '../../src/sales/process/sale.contract.ts'

/** How customers of a source behave. The codes are those of the default process. */
export interface SourceHabits {
  code: string
  /** Share of all inquiries. */
  share: number
  channel: ContactChannel
  /** Stands in the showroom when the inquiry is opened. */
  isHere: boolean
  /** Log-odds that a reached customer agrees to come, and that one who negotiates buys. */
  comes: number
  buys: number
  /** How near to buying they are at first: H, A, B, C. */
  levels: readonly [number, number, number, number]
}

export const sources: readonly SourceHabits[] = [
  {
    code: 'walk-in',
    share: 25,
    channel: 'visit',
    isHere: true,
    comes: 2,
    buys: 0.15,
    levels: [18, 28, 34, 20],
  },
  {
    code: 'phone',
    share: 10,
    channel: 'call',
    isHere: false,
    comes: 0.35,
    buys: 0.1,
    levels: [16, 30, 34, 20],
  },
  {
    code: 'website',
    share: 9,
    channel: 'online',
    isHere: false,
    comes: -0.1,
    buys: 0,
    levels: [8, 22, 40, 30],
  },
  {
    code: 'vertical-media',
    share: 21,
    channel: 'online',
    isHere: false,
    comes: -0.45,
    buys: -0.35,
    levels: [6, 18, 38, 38],
  },
  {
    code: 'short-video',
    share: 11,
    channel: 'online',
    isHere: false,
    comes: -0.8,
    buys: -0.55,
    levels: [5, 12, 33, 50],
  },
  {
    code: 'referral',
    share: 8,
    channel: 'call',
    isHere: false,
    comes: 1.1,
    buys: 0.75,
    levels: [24, 36, 28, 12],
  },
  {
    code: 'repeat-customer',
    share: 5,
    channel: 'call',
    isHere: false,
    comes: 1.3,
    buys: 0.95,
    levels: [26, 36, 26, 12],
  },
  {
    code: 'exhibition',
    share: 7,
    channel: 'visit',
    isHere: false,
    comes: -0.3,
    buys: -0.25,
    levels: [10, 18, 36, 36],
  },
  {
    code: 'corporate',
    share: 3,
    channel: 'call',
    isHere: false,
    comes: 0.6,
    buys: 0.5,
    levels: [14, 34, 38, 14],
  },
  {
    code: 'other',
    share: 1,
    channel: 'message',
    isHere: false,
    comes: -0.2,
    buys: -0.2,
    levels: [8, 20, 36, 36],
  },
]

/** What a level adds to the log-odds of coming, staying and buying, and how long its customers take. */
export const levelHabits: Readonly<
  Record<Exclude<IntentLevel, 'O'>, { drive: number; decideDays: number; patience: number }>
> = {
  H: { drive: 0.75, decideDays: 2.5, patience: 2 },
  A: { drive: 0.35, decideDays: 5, patience: 3 },
  B: { drive: 0, decideDays: 10, patience: 3 },
  C: { drive: -0.5, decideDays: 20, patience: 2 },
}

/** Makers that the demo's customers also look at; none exists. */
export const competitors = ['瀚途', '凌霄', '逐原', '北辰星', 'Nordhal', 'Kaimori'] as const
