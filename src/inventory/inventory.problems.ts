import { type ProblemCatalogue, problem } from '../platform/problem.ts'

/** Refusals of the inventory's slice. */
export const inventoryProblems = {
  'vehicle.held-here': {
    status: 409,
    en: {
      title: 'This car is in your stock already',
      detail: 'An open stay in stock has the same VIN.',
      cure: 'Open the car that is there, or correct the VIN.',
    },
    zh: {
      title: '该车已在本店库存中',
      detail: '已有相同车架号（VIN）的在库车辆。',
      cure: '请打开已有车辆，或更正车架号。',
    },
  },
  'vehicle.held-elsewhere': {
    status: 409,
    en: {
      title: 'Another store of the network holds this car',
      detail: 'A VIN has one holder at a time.',
      cure: 'Check the VIN; if it is right, ask the network to transfer the car.',
    },
    zh: {
      title: '该车架号已由网络内其他门店持有',
      detail: '同一车架号同一时间只能由一家门店持有。',
      cure: '请核对车架号；如无误，请通过调拨取得该车。',
    },
  },
  'vehicle.stock-number-taken': {
    status: 409,
    en: {
      title: 'The stock number is taken',
      detail: 'Another stay of this store has the same number.',
      cure: 'Choose another number, or leave it empty to get the next one.',
    },
    zh: {
      title: '库存编号已被使用',
      detail: '本店另一条在库记录使用了相同编号。',
      cure: '请换一个编号，或留空以自动编号。',
    },
  },
  'vehicle.closed': {
    status: 409,
    en: {
      title: 'The car has left stock',
      detail: 'Its stay has ended ({state}).',
      cure: 'Receive the car again when it comes back.',
    },
    zh: {
      title: '车辆已出库',
      detail: '该车的在库周期已结束（{state}）。',
      cure: '车辆再次入库时请重新收车。',
    },
  },
  'vehicle.not-free': {
    status: 409,
    en: {
      title: 'The car is not free',
      detail: 'It is {availability}; only a free car can be taken off the road.',
      cure: 'Release its reservation first.',
    },
    zh: {
      title: '车辆当前不可停用',
      detail: '车辆状态为 {availability}，只有可售车辆才能停用。',
      cure: '请先释放锁车。',
    },
  },
  'vehicle.not-off-road': {
    status: 409,
    en: {
      title: 'The car is not off the road',
      detail: 'It is {availability}.',
      cure: 'Nothing is to be done.',
    },
    zh: { title: '车辆未停用', detail: '车辆状态为 {availability}。', cure: '无需操作。' },
  },
  'off-road.span-invalid': {
    status: 422,
    en: {
      title: 'The period is not one that can be kept',
      detail: 'It begins now or later, ends after its start and in the future, and both within a year.',
      cure: 'Correct its start or its end.',
    },
    zh: {
      title: '停用时段不成立',
      detail: '开始不能早于现在，结束须晚于开始且尚未过去，并都在一年以内。',
      cure: '请更正开始或结束时间。',
    },
  },
  'off-road.drives-booked': {
    status: 409,
    en: {
      title: 'Test drives are booked in that time',
      detail: 'Booked: {named}.',
      cure: 'Move or cancel them first, or end the period before they begin.',
    },
    zh: {
      title: '该时段内已有试驾预约',
      detail: '已约试驾：{named}。',
      cure: '请先改期或取消这些试驾，或让停用在试驾开始前结束。',
    },
  },
  'off-road.overlaps': {
    status: 409,
    en: {
      title: 'The car is off the road then already',
      detail: 'There is a period: {named}.',
      cure: 'Change that period, or choose another time.',
    },
    zh: {
      title: '该时段内车辆已安排停用',
      detail: '已有停用：{named}。',
      cure: '请修改该停用时段，或另选时间。',
    },
  },
  'off-road.begun': {
    status: 409,
    en: {
      title: 'The period has begun',
      detail: 'Its start stands, and it can no longer be given up.',
      cure: 'Put the car back on the road, or change only the end and the reason.',
    },
    zh: {
      title: '停用已经开始',
      detail: '开始时间不能再改，也不能取消。',
      cure: '请恢复可售，或只修改结束时间和原因。',
    },
  },
  'off-road.gone': {
    status: 409,
    en: {
      title: 'The period is over',
      detail: 'It has ended or was given up.',
      cure: 'Plan a new one.',
    },
    zh: { title: '停用时段已结束', detail: '该时段已结束或已取消。', cure: '请重新安排。' },
  },
  'vehicle.pdi-already-passed': {
    status: 409,
    en: {
      title: 'The inspection was passed already',
      detail: 'It was recorded at {passedAt}.',
      cure: 'Nothing is to be done.',
    },
    zh: { title: 'PDI 已通过', detail: '已于 {passedAt} 记录。', cure: '无需重复操作。' },
  },
  'vehicle.not-in-stock': {
    status: 409,
    en: {
      title: 'The car is not at the store yet',
      detail: 'It is {state}.',
      cure: 'Record its arrival first.',
    },
    zh: { title: '车辆尚未到店', detail: '车辆状态为 {state}。', cure: '请先登记到店。' },
  },
  'vehicle.already-in-stock': {
    status: 409,
    en: {
      title: 'The car has arrived already',
      detail: 'It stands at the store.',
      cure: 'To correct the day, edit the car.',
    },
    zh: { title: '车辆已到店', detail: '车辆已在库。', cure: '如需更正入库日期，请编辑车辆。' },
  },
  'model.code-taken': {
    status: 409,
    en: {
      title: 'The model code is taken',
      detail: 'Another model has the same code.',
      cure: 'Choose another code.',
    },
    zh: { title: '车系代码已存在', detail: '另一车系使用了相同代码。', cure: '请换一个代码。' },
  },
  'trim.code-taken': {
    status: 409,
    en: {
      title: 'The trim code is taken',
      detail: 'Another trim has the same code.',
      cure: 'Choose another code.',
    },
    zh: { title: '车型代码已存在', detail: '另一车型使用了相同代码。', cure: '请换一个代码。' },
  },
} as const satisfies ProblemCatalogue

/** What a constraint of these tables means to a person. */
export const inventoryConstraints = {
  vehicles_dealer_id_vin_key: () => problem('vehicle.held-here', { vehicleId: null }),
  stock_episodes_one_open: () => problem('vehicle.held-here', { vehicleId: null }),
  stock_episodes_dealer_id_stock_number_key: () => problem('vehicle.stock-number-taken'),
  reservations_one_buyer_per_car: () => problem('vehicle.not-available'),
  reservations_one_car_per_sale: () => problem('reservation.already-held'),
  car_occupancies_one_at_a_time: () => problem('test-drive.slot-taken', { field: 'episodeId' }),
  models_code_key: () => problem('model.code-taken'),
  trims_code_key: () => problem('trim.code-taken'),
}
