import type { Tx } from '../../platform/server/database/connect.ts'

interface Stay {
  readonly dealerId: string
  readonly vehicleId: string
  readonly episodeId: string
}

/** From now until the car is put back. */
export async function beginOffRoadPeriod(
  tx: Tx,
  { dealerId, vehicleId, episodeId }: Stay,
  period: { id: string; reason: string; now: Date; staffId: string },
): Promise<void> {
  await tx
    .insertInto('off_road_periods')
    .values({
      dealer_id: dealerId,
      id: period.id,
      vehicle_id: vehicleId,
      episode_id: episodeId,
      reason: period.reason,
      starts_at: period.now.toISOString(),
      taken_by: period.staffId,
    })
    .execute()
}

/** A car that was taken off the road before periods were kept has none to end. */
export async function endOffRoadPeriod(
  tx: Tx,
  { dealerId, episodeId }: Stay,
  { now, staffId }: { now: Date; staffId: string },
): Promise<void> {
  await tx
    .updateTable('off_road_periods')
    .set({ ends_at: now.toISOString(), ended_by: staffId })
    .where('dealer_id', '=', dealerId)
    .where('episode_id', '=', episodeId)
    .where('ends_at', 'is', null)
    .execute()
}
