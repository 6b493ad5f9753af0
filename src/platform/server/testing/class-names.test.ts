import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../package-root.ts'

const sources = join(packageRoot, 'src')

test('no class is styled by two style sheets: they stay in the page when the next screen opens', async () => {
  const owners = new Map<string, Set<string>>()
  for (const path of await readdir(sources, { recursive: true })) {
    if (!path.endsWith('.css')) continue
    for (const name of leadingClasses(await readFile(join(sources, path), 'utf8')))
      owners.set(name, (owners.get(name) ?? new Set()).add(path))
  }
  const shared = [...owners].filter(([, paths]) => paths.size > 1)
  expect(owners.size).toBeGreaterThan(100)
  expect(shared.map(([name, paths]) => `.${name}: ${[...paths].join(', ')}`)).toEqual([])
})

test('a class that two sheets style is found, a state or a descendant is not', () => {
  expect(leadingClasses('.way li, .stay.is-late > .icon { color: red }')).toEqual(['way', 'stay'])
  expect(leadingClasses('@media (max-width: 9px) { .card a { gap: 0 } } /* .no { */ .is-old {}')).toEqual([
    'card',
  ])
})

/** The class that each selector begins with: what a sheet claims for itself. */
function leadingClasses(css: string): string[] {
  const selectors = css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g)
  return [...selectors]
    .flatMap(([, list = '']) => list.split(','))
    .flatMap(selector => selector.match(/^\s*\.([a-z][\w-]*)/)?.[1] ?? [])
    .filter(name => !name.startsWith('is-'))
}
