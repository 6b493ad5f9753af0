import { describe, expect, test } from 'vitest'
import { importKinds } from './imports.ts'
import { addContent, noContent } from './platform/import/content.ts'
import { guessColumns } from './platform/import/guess.ts'
import type { ImportKindName } from './platform/import/import.contract.ts'

/** @param columns heading → a few of its cells @returns heading → field, of those that are taken */
function guessed(kind: ImportKindName, columns: Record<string, readonly string[]>): Record<string, string> {
  const headings = Object.keys(columns)
  const contents = Object.values(columns).map(cells => {
    const counts = noContent()
    for (const cell of cells) addContent(counts, cell)
    return counts
  })
  const found = guessColumns(headings, contents, importKinds[kind].fields)
  return Object.fromEntries(found.flatMap(({ index, field }) => (field ? [[headings[index], field]] : [])))
}

describe('the columns of lists as other programs write them', () => {
  test('used cars, with a price in the last place and a model called name', () => {
    const columns = { name: ['Verna'], year: ['2012'], selling_price: ['1'], km_driven: ['7'], fuel: ['CNG'] }
    expect(guessed('stock', columns)).toEqual({
      name: 'model',
      year: 'modelYear',
      selling_price: 'price',
      km_driven: 'mileage',
      fuel: 'energy',
    })
  })

  test('a name beside a model is not the model; a state of America and a grade in numbers are no codes', () => {
    const columns = { name: ['Golf_3'], model: ['golf'], state: ['ca', 'tx'], condition: ['45', '5'] }
    expect(guessed('stock', columns)).toEqual({ model: 'model' })
  })

  test('the stock of a Chinese dealer system', () => {
    const columns = {
      底盘号: [],
      外色: [],
      '厂家指导价（元）': ['149,900'],
      提车价: ['1'],
      库存类型: ['在途车'],
    }
    expect(Object.values(guessed('stock', columns))).toEqual([
      'vin',
      'exteriorColour',
      'price',
      'cost',
      'state',
    ])
  })

  test('leads whose names are in two columns, with a phone and a mobile', () => {
    const columns = {
      'Lead ID': [],
      'First Name': [],
      'Last Name': [],
      Phone: [],
      Mobile: [],
      'Lead Owner': [],
    }
    expect(Object.values(guessed('leads', columns))).toEqual([
      'externalRef',
      'givenName',
      'familyName',
      'phone',
      'phone2',
      'owner',
    ])
  })

  test('opportunities with a stage, and apart from it how they ended', () => {
    const columns = {
      'Deal - Stage': ['Proposal Made'],
      'Deal - Status': ['Won', 'Lost'],
      'Deal - Owner': [],
    }
    expect(Object.values(guessed('sales', columns))).toEqual(['stage', 'outcome', 'owner'])
    expect(guessed('sales', { Status: ['Won', 'Open'] })).toEqual({ Status: 'stage' })
    expect(guessed('sales', { Stage: ['Ganho'] })).toEqual({ Stage: 'stage' }) // refused, not left out unseen
  })
})
