import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Fault {
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly test: string
  readonly what: string
}

const packages = join(import.meta.dirname, '..')

// That each is noticed takes minutes: `npm run test:mutations`. Here only that the lists have not gone stale.
describe.each(['mdp', 'forecast', 'stocking'])('the planted faults of %s', engine => {
  const folder = join(packages, engine)
  const faults = readdirSync(join(folder, 'mutations')).flatMap(
    name => JSON.parse(readFileSync(join(folder, 'mutations', name), 'utf8')) as Fault[],
  )

  it('are twenty at least, each said once', () => {
    expect(faults.length).toBeGreaterThanOrEqual(20)
    expect(new Set(faults.map(({ file, find, replace }) => `${file} ${find} ${replace}`)).size).toBe(
      faults.length,
    )
  })

  it('can be planted: the text stands there exactly once, and the test is there', () => {
    for (const { file, find, replace, test, what } of faults) {
      expect(readFileSync(join(folder, file), 'utf8').split(find).length, `${file}: ${what}`).toBe(2)
      expect(replace).not.toBe(find)
      expect(existsSync(join(folder, test)), test).toBe(true)
    }
  })
})
