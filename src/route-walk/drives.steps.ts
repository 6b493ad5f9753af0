import type { StepRequest } from './stores.ts'

export const companion = {
  name: 'Walker’s companion',
  relation: 'friend',
  licenceNumber: 'WALKER-DRIVES-9',
}

/** A booked drive from the licence to what was thought of it. */
export const driveRequests = {
  rescheduled: ({ state, car, escortId, serial }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/slot`,
    body: { episodeId: car.episodeId, escortId, ...serial.slot },
  }),
  driverNamed: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/driver`,
    body: { driver: companion },
  }),
  licensed: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/licence`,
    body: { licenceClass: 'C1', validUntil: '2040-01-01' },
  }),
  agreed: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/agreement`,
    body: { signature: null, textLanguage: 'zh' },
  }),
  started: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/start`,
    body: { mileageOutKm: 10 },
  }),
  returned: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/return`,
    body: { mileageInKm: 25, note: 'Scratch at the left door' },
  }),
  talkedOver: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/feedback`,
    body: { ratings: { power: 5 }, likes: 'The seats', next: 'quote' },
  }),
  driveCancelled: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/cancellation`,
    body: { reason: 'weather' },
  }),
  driveMissed: ({ state }) => ({
    path: `test-drives/${state.testDrives[0]?.id}/no-show`,
    body: { reason: 'forgot' },
  }),
} satisfies Record<string, StepRequest>
