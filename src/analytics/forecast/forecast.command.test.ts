import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { registerForecast } from './forecast.command.ts'

const folder = mkdtempSync(join(tmpdir(), 'forecourt-forecast-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

async function run(content: string | Uint8Array, ...options: string[]): Promise<string> {
  const path = join(folder, 'series.csv')
  writeFileSync(path, content)
  return await runOn(path, ...options)
}

async function runOn(path: string, ...options: string[]): Promise<string> {
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += text
    return true
  })
  const program = new Command().exitOverride()
  registerForecast(program)
  await program.parseAsync(['forecast', path, ...options], { from: 'user' })
  return printed
}

const runJson = async (content: string | Uint8Array, ...options: string[]) =>
  JSON.parse(await run(content, '--json', ...options))
const short = ['--season', '1', '--horizon', '2', '--method', 'naive']
const months = Array.from({ length: 48 }, (_, t) => `${2012 + Math.floor(t / 12)}-${(t % 12) + 1}`)

describe('forecourt forecast', () => {
  it('prints one JSON object with the forecast and how it did on the past', async () => {
    const rows = months.map((month, t) => `${month},${100 + 3 * t + 20 * (t % 12)}`)
    const answer = await runJson(`month,sales\n${rows.join('\n')}\n`, '--season', '12', '--horizon', '12')
    expect(Object.keys(answer)).toEqual([
      'method',
      'mean',
      'lower80',
      'upper80',
      'lower95',
      'upper95',
      'evaluation',
    ])
    expect(answer.mean).toHaveLength(12)
    expect(answer.mean[0]).toBeCloseTo(244, 0)
    expect(answer.evaluation).toMatchObject({ origins: 3, betterThanSeasonalNaive: true })
    expect(answer.evaluation.coverage80).toBeTypeOf('number')
  })

  it('answers for each key in turn', async () => {
    const content = 'make,month,units\nVW,2016-01,5\nKia,2016-01,7\nVW,2016-02,6\nKia,2016-02,8\n'
    const { series } = await runJson(content, ...short)
    expect(series.map(({ key, mean }: { key: string; mean: number[] }) => [key, mean])).toEqual([
      ['VW', [6, 6]],
      ['Kia', [8, 8]],
    ])
  })

  it('answers the other keys when one cannot be forecast, and names that one', async () => {
    const content = 'make,month,units\nVW,2016-01,5\nKia,2016-01,NA\nVW,2016-02,6\nKia,2016-02,\n'
    const { series, refused } = await runJson(content, ...short)
    expect(series.map(({ key }: { key: string }) => key)).toEqual(['VW'])
    expect(refused).toEqual([{ key: 'Kia', reason: expect.stringContaining('no observed value') }])
    expect(await run(content, ...short)).toContain('Kia cannot be forecast: the series has no observed value')
  })

  it('answers a thousand keys', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `k${i % 1000},2016-0${1 + Math.floor(i / 1000)},${i}`)
    const { series, refused } = await runJson(`make,month,units\n${rows.join('\n')}\n`, ...short)
    expect(series).toHaveLength(1000)
    expect(series[999]).toMatchObject({ key: 'k999', mean: [2999, 2999] })
    expect(refused).toBeUndefined()
  })

  it('reads GB18030 and UTF-16, as spreadsheets write them', async () => {
    const rows = [1, 2].map(month => [`2016-0${month}`, month + 3])
    // 品牌,月份,销量 and 大众, 丰田
    const heading = [0xc6, 0xb7, 0xc5, 0xc6, 0x2c, 0xd4, 0xc2, 0xb7, 0xdd, 0x2c, 0xcf, 0xfa, 0xc1, 0xbf, 0x0a]
    const makes = [
      [0xb4, 0xf3, 0xd6, 0xda],
      [0xb7, 0xe1, 0xcc, 0xef],
    ]
    const lines = makes.flatMap(make => rows.flatMap(row => [...make, ...Buffer.from(`,${row.join()}\n`)]))
    const { series } = await runJson(Uint8Array.from([...heading, ...lines]), ...short)
    expect(series.map(({ key }: { key: string }) => key)).toEqual(['大众', '丰田'])
    const wide = Buffer.from('\ufeffsales\r\n4\r\n9\r\n', 'utf16le')
    expect((await runJson(wide, ...short)).mean).toEqual([9, 9])
  })

  it('reads weeks, and quarters however they are written', async () => {
    const weeks = await runJson(
      'week,sales\n2015-W52,4\n2015-W53,6\n2016-W02,10\n',
      ...short.with(5, 'drift'),
    )
    expect(weeks.mean).toEqual([12, 14])
    for (const [one, two] of [
      ['Q4 2016', 'Q1 2017'],
      ['2016年第4季度', '2017年1季度'],
    ])
      expect((await runJson(`quarter,sales\n${one},2\n${two},3\n`, ...short)).mean).toEqual([3, 3])
  })

  it('promises numbers: none is missing in what is printed, but for figures that no past can give', async () => {
    for (const content of ['sales\n5\n', 'sales\n0\n0\n0\n', 'sales\n5\nNA\n7\n']) {
      const { mean, lower80, upper80, lower95, upper95 } = await runJson(content)
      for (const values of [mean, lower80, upper80, lower95, upper95]) {
        expect(values).toHaveLength(12)
        expect(values.every(Number.isFinite)).toBe(true)
      }
    }
  })

  it('takes an absent month for missing, not for zero', async () => {
    const { mean } = await runJson(
      'month,sales\n2016-01,4\n2016-02,6\n2016-05,12\n',
      ...short.with(5, 'drift'),
    )
    expect(mean).toEqual([14, 16])
  })

  it('reads years beside months, days at the end of months, quarters, and rows in any order', async () => {
    expect((await runJson('Year,Month,Quantity\n2016,2,9\n2016,1,3\n', ...short)).mean).toEqual([9, 9])
    const ends = 'date;value\n2016-01-31;1\n2016-02-29;2\n2016-03-31;4\n'
    expect((await runJson(ends, ...short.with(5, 'drift'))).mean).toEqual([5.5, 7])
    expect(
      (await runJson('quarter,value\n2016Q4,2\n2017Q1,3\n', '--date', 'quarter', ...short)).mean,
    ).toEqual([3, 3])
  })

  it('reads a byte order mark, CRLF, quotes, thousands and decimal commas', async () => {
    expect((await runJson('\ufeff"sales"\r\n"1,200"\r\n"1,350"\r\n', ...short)).mean).toEqual([1350, 1350])
    expect((await runJson('sales\n1,5\n2,25\n', ...short)).mean).toEqual([2.25, 2.25])
  })

  it('takes an empty cell for a missing value', async () => {
    expect((await runJson('sales\n2\n\nNA\n8\n', ...short.with(5, 'drift'))).mean).toEqual([10, 12])
  })

  it('adds the interval of another level', async () => {
    const { upper80, upper90, upper95 } = await runJson('sales\n5\n7\n6\n8\n', '--level', '90', ...short)
    expect(upper90[0]).toBeGreaterThan(upper80[0])
    expect(upper90[0]).toBeLessThan(upper95[0])
    expect(await run('sales\n5\n7\n6\n8\n', '--level', '90', ...short)).toContain('high 90%')
    await expect(run('sales\n5\n', '--level', '30', ...short)).rejects.toThrow('--level is "30"')
  })

  it('shows people a table', async () => {
    const table = await run('sales\n100\n120\n110\n130\n120\n140\n', ...short)
    expect(table).toContain('naive')
    expect(table).toMatch(/ahead\s+low 95%\s+low 80%\s+expected/)
    expect(table).toMatch(/^\s+2\s.*140/m)
  })
})

describe('refuses in one sentence', () => {
  it.each([
    ['words among numbers', 'sales\n5\n6\nmany\n', 'row 4: "many" is not a number.'],
    [
      'a date given twice',
      'month,sales\n2016-01,5\n2016-02,6\n2016-01,7\n',
      'row 4 has the same date as row 2.',
    ],
    ['what is no date', 'month,sales\n2016-01,5\n2016-13,6\n', 'row 3: "2016-13" is not a date'],
    ['an empty file', '', 'is empty.'],
    ['a byte order mark only', '\ufeff', 'is empty.'],
    [
      'months among days',
      'date,n\n2016-01,5\n2016-02-03,6\n',
      'row 3 is dated by day, the first row by month.',
    ],
    ['headings only', 'sales\n', 'has no rows below its headings.'],
    ['nothing but gaps', 'month,sales\n2016-01,\n2016-02,NA\n', 'the series has no observed value'],
    ['two columns of numbers', 'month,cars,vans\n2016-01,5,6\n2016-02,6,7\n', 'name one with --value'],
    ['an open quote', 'sales\n"5\n6\n', 'cannot be read as CSV'],
  ])('%s', async (_, content, sentence) => {
    await expect(run(content, ...short)).rejects.toThrow(sentence)
  })

  it('a file that is not there, and options that are none', async () => {
    await expect(runOn(join(folder, 'none.csv'))).rejects.toThrow('There is no file')
    await expect(run('sales\n5\n6\n', '--horizon', '100000')).rejects.toThrow('1 … 10000')
    await expect(run('sales\n5\n6\n', '--season', '0')).rejects.toThrow('--season is "0"')
    await expect(run('sales\n5\n6\n', '--horizon', '0')).rejects.toThrow('--horizon is "0"')
    await expect(run('sales\n5\n6\n', '--method', 'magic')).rejects.toThrow('no method is called "magic"')
    await expect(run('sales\n5\n6\n', '--value', 'cars')).rejects.toThrow(
      'has no column "cars"; it has sales.',
    )
  })
})
