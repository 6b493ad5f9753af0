import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package's package.json: the same from a source file and from a bundle in dist. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)))

function findPackageRoot(folder: string): string {
  if (namesForecourt(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder)
    throw new Error('This program does not stand in its package: no package.json above it.')
  return findPackageRoot(parent)
}

function namesForecourt(file: string): boolean {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).name === 'forecourt'
  } catch {
    return false
  }
}
