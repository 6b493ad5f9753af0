import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDateEvidence, noDateEvidence, openQuestion, possibleOrders, readingsOf } from './date-order.ts'
import { type DateOrder, dateShape, isoDate, readInOrder, serialDate } from './dates.ts'
import { zonedInstant } from './zoned-time.ts'

function read(text: string, order: DateOrder = 'ymd', date1904 = false): string | null {
  const shape = dateShape(text, date1904)
  const date = shape && readInOrder(shape, order)
  if (!date) return null
  const { time } = date
  return time ? `${isoDate(date)} ${time.hour}:${time.minute}:${time.second}` : isoDate(date)
}

function ordersOfColumn(cells: readonly string[]): DateOrder[] {
  const evidence = noDateEvidence()
  for (const cell of cells) addDateEvidence(evidence, cell, false)
  return possibleOrders(evidence)
}

describe('a written date', () => {
  test.each([
    ['2018-02-26', 'ymd', '2018-02-26'],
    ['2018/2/6', 'dmy', '2018-02-06'],
    ['2018.02.26 19:58', 'ymd', '2018-02-26 19:58:0'],
    ['2018-02-26T19:58:30.123Z', 'ymd', '2018-02-26 19:58:30'],
    ['26-02-2018 19:58', 'dmy', '2018-02-26 19:58:0'],
    ['2/1/2018', 'mdy', '2018-02-01'],
    ['2/1/2018', 'dmy', '2018-01-02'],
    ['2/1/2018 3:05 PM', 'mdy', '2018-02-01 15:5:0'],
    ['2018年2月6日', 'dmy', '2018-02-06'],
    ['2018年2月6日 下午3:05', 'ymd', '2018-02-06 15:5:0'],
    ['２０１８年２月６日', 'ymd', '2018-02-06'],
    ['2018年2月6日10时30分', 'ymd', '2018-02-06 10:30:0'],
    ['20180226', 'ymd', '2018-02-26'],
    ['20180226195830', 'ymd', '2018-02-26 19:58:30'],
    ['43000', 'ymd', '2017-09-22'],
    ['43000.75', 'ymd', '2017-09-22 18:0:0'],
    ['26 Feb 2018', 'ymd', '2018-02-26'],
    ['26-Feb-18', 'ymd', '2018-02-26'],
    ['February 26, 2018', 'ymd', '2018-02-26'],
    ['Tue, 16 Dec 2014', 'ymd', '2014-12-16'],
    ['Tue Dec 16 2014 12:30:00 GMT-0800 (PST)', 'ymd', '2014-12-16 12:30:0'],
    ['2018/2/26 星期一', 'ymd', '2018-02-26'],
    ['2018-02-26（周一） 9:05', 'ymd', '2018-02-26 9:5:0'],
    ['17-03-05', 'ymd', '2017-03-05'],
    ['17-03-05', 'dmy', '2005-03-17'],
  ] as const)('%s read as %s is %s', (text, order, expected) => {
    expect(read(text, order)).toBe(expected)
  })

  test.each([
    '',
    '2018',
    'x',
    '31/02/2018',
    '2018-13-01',
    '0/1/2018',
    '26-02-2018 25:00',
    '1234',
    '12.5',
    '2018-02-30',
  ])('%s is none', text => {
    expect(read(text, 'dmy')).toBe(null)
  })

  test('a workbook of 1904 counts from another day', () => {
    expect(read('43000', 'ymd', true)).toBe('2021-09-23')
    expect(isoDate(serialDate(59, false)!)).toBe('1900-02-28')
    expect(isoDate(serialDate(61, false)!)).toBe('1900-03-01')
  })

  test('every day survives being written in each order', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (date, mark) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-')
        expect(read([year, month, dayOfMonth].join(mark), 'ymd')).toBe(iso)
        expect(read([dayOfMonth, month, year].join(mark), 'dmy')).toBe(iso)
        expect(read([Number(month), Number(dayOfMonth), year].join(mark), 'mdy')).toBe(iso)
      }),
    )
  })

  test('no text makes the reader throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), text => void dateShape(text)))
  })
})

describe('the order of a column of dates', () => {
  test('is told by one day above twelve', () => {
    expect(ordersOfColumn(['2/1/2018', '3/4/2018', '10/20/2017'])).toEqual(['mdy'])
    expect(ordersOfColumn(['26-02-2018 19:58', '08-05-2018 20:17'])).toEqual(['dmy'])
  })

  test('is asked for when two orders fit, with both readings', () => {
    expect(ordersOfColumn(['2/1/2018', '3/4/2018'])).toEqual(['dmy', 'mdy'])
    expect(readingsOf('2/1/2018')).toEqual([
      { order: 'dmy', date: '2018-01-02' },
      { order: 'mdy', date: '2018-02-01' },
    ])
  })

  test('is asked for with a cell of each order when no cell can be read in two', () => {
    const evidence = noDateEvidence()
    for (const cell of ['13/1/2018', '1/20/2018']) addDateEvidence(evidence, cell, false)
    expect(openQuestion(evidence)).toEqual({
      sample: '13/1/2018 / 1/20/2018',
      readings: [
        { order: 'dmy', date: '2018-01-13' },
        { order: 'mdy', date: '2018-01-20' },
      ],
    })
  })

  test('is asked for when the column contradicts itself', () => {
    expect(ordersOfColumn(['13/1/2018', '1/13/2018', '2/1/2018'])).toEqual(['dmy', 'mdy'])
  })

  test('is not turned by a few typing errors', () => {
    const cells = Array.from({ length: 200 }, (_, index) => `${1 + (index % 12)}/${13 + (index % 15)}/2018`)
    expect(ordersOfColumn([...cells, '31/12/2018', 'soon'])).toEqual(['mdy'])
  })

  test('does not matter when every date reads the same', () => {
    expect(ordersOfColumn(['2018-02-01', '2018年3月4日', '43000'])).toEqual(['ymd'])
    expect(ordersOfColumn(['5/5/2018', '6/6/2018'])).toHaveLength(1)
  })
})

describe('a wall clock', () => {
  test('is an instant in its time zone', () => {
    const date = { year: 2018, month: 2, day: 26 }
    const time = { hour: 19, minute: 58, second: 0, offsetMinutes: null }
    expect(zonedInstant(date, time, 'Asia/Shanghai')).toBe('2018-02-26T11:58:00.000Z')
    expect(zonedInstant(date, null, 'America/Sao_Paulo')).toBe('2018-02-26T03:00:00.000Z')
    expect(zonedInstant(date, { ...time, offsetMinutes: 60 }, 'Asia/Shanghai')).toBe(
      '2018-02-26T18:58:00.000Z',
    )
  })

  test('is read once where clocks move', () => {
    const time = (hour: number) => ({ hour, minute: 30, second: 0, offsetMinutes: null })
    const skipped = zonedInstant({ year: 2024, month: 3, day: 10 }, time(2), 'America/New_York')
    expect(skipped).toBe('2024-03-10T07:30:00.000Z')
    const twice = zonedInstant({ year: 2024, month: 11, day: 3 }, time(1), 'America/New_York')
    expect(twice).toBe('2024-11-03T05:30:00.000Z')
  })
})
