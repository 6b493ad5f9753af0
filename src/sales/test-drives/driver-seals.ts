import type { Seals } from '../../platform/server/crypto/seals.ts'

const column = 'test_drive_drivers.licence_sealed'

export function sealLicence(seals: Seals, dealerId: string, licenceNumber: string): Buffer {
  return seals.seal(licenceNumber, dealerId, column)
}

export function openLicence(seals: Seals, dealerId: string, sealed: Buffer): string {
  return seals.open(sealed, dealerId, column)
}
