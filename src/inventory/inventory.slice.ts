import type { Slice } from '../platform/server/http/app.ts'
import { registerModels } from './models/models.routes.ts'
import { registerOffRoadPeriods } from './off-road-periods/off-road-periods.routes.ts'
import { registerVehicleEdits } from './vehicles/edit-vehicle.routes.ts'
import { registerVehicleExport } from './vehicles/export-vehicles.routes.ts'
import { registerVehicleMoves } from './vehicles/move-vehicle.routes.ts'
import { registerVehicleReads } from './vehicles/read-vehicles.routes.ts'
import { registerReceipts } from './vehicles/receive-vehicle.routes.ts'

/** The catalogue, cars and their stays in stock. */
export const inventorySlice: Slice = {
  name: 'inventory',
  register: (app, services) => {
    registerModels(app, services)
    registerVehicleReads(app, services)
    registerVehicleExport(app, services)
    registerReceipts(app, services)
    registerVehicleEdits(app, services)
    registerVehicleMoves(app, services)
    registerOffRoadPeriods(app, services)
  },
}
