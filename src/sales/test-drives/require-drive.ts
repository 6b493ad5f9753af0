import { problem } from '../../platform/problem.ts'
import type { ActScene } from '../acts/act-on-sale.ts'

/** @throws Problem when the sale has no such booking */
export function requireDrive({ sale }: Pick<ActScene, 'sale'>, testDriveId: string) {
  const drive = sale.testDrives.find(each => each.id === testDriveId)
  if (!drive) throw problem('test-drive.unknown', { expected: 'booked', field: 'testDriveId' })
  return drive
}
