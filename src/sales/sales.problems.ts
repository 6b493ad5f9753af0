// Long because it is a dictionary: one entry for each refusal of the process, in two languages.
import type { ProblemCatalogue } from '../platform/problem.ts'
import { problemType as type } from '../platform/problem-type.ts'
import { approvalsProblems } from './approvals/approvals.problems.ts'
import { attachmentProblems } from './attachments/attachments.problems.ts'
import { contractProblems } from './contract.problems.ts'
import { moneyProblems } from './money.problems.ts'
import { processesProblems } from './processes/processes.problems.ts'
import { quoteLinkProblems } from './quote-links/quote-links.problems.ts'
import { receptionsProblems } from './receptions/receptions.problems.ts'
import { refundsProblems } from './refunds/refunds.problems.ts'
import { taxRateProblems } from './tax-rates/tax-rates.problems.ts'

export const salesProblems = {
  ...attachmentProblems,
  ...moneyProblems,
  ...contractProblems,
  ...approvalsProblems,
  ...refundsProblems,
  ...processesProblems,
  ...quoteLinkProblems,
  ...receptionsProblems,
  ...taxRateProblems,
  'sale.not-found': type(
    404,
    ['找不到该销售单', '没有这张销售单。', '请从列表中重新打开。'],
    ['There is no such sale', 'The sale does not exist.', 'Open it again from the list.'],
  ),
  'sale.already-open': type(
    409,
    ['销售单已存在', '这张销售单已经开立。', '请打开已有的销售单。'],
    ['The sale is open already', 'It was begun before.', 'Open the existing sale.'],
  ),
  'sale.closed': type(
    409,
    ['销售单已结束', '该销售单已结束，不能再操作。', '如客户再次咨询，请新建咨询。'],
    ['The sale has ended', 'Nothing more can be done to it.', 'Open a new inquiry if the customer returns.'],
  ),
  'sale.stage-not-allowed': type(
    409,
    [
      '当前阶段不能执行该操作',
      '流程不允许在“{stage}”阶段执行此操作。',
      '请先完成前面的步骤，或请管理员调整流程。',
    ],
    [
      'Not at this stage',
      'The process does not allow this while the sale is at "{stage}".',
      'Do the steps before it, or ask an administrator to change the process.',
    ],
  ),
  'sale.forbidden': type(
    403,
    ['您不能执行该操作', '您的角色在这张销售单上无此权限。', '请联系负责人或经理。'],
    [
      'This is not yours to do',
      'Your role does not include this on this sale.',
      'Ask its owner or a manager.',
    ],
  ),
  'sale.field-missing': type(
    422,
    ['缺少必填项', '流程要求填写 {field}。', '请补充后重试。'],
    ['Something is missing', 'The process requires {field}.', 'Fill it in and try again.'],
  ),
  'sale.check-failed': type(
    409,
    ['尚未满足进入该阶段的条件', '进入“{stage}”前需要满足：{check}。', '请先完成该条件。'],
    [
      'A condition of the stage is not met',
      'Before "{stage}" the process asks for: {check}.',
      'Do that first.',
    ],
  ),
  'sale.code-unknown': type(
    422,
    ['选项无效', '{field} 不在可选范围内。', '请从列表中选择。'],
    [
      'That is not one of the choices',
      '{field} is not among the choices of the process.',
      'Choose one from the list.',
    ],
  ),
  'sale.customer-missing': type(
    409,
    ['尚未关联客户', '该销售单还没有客户。', '请先关联客户。'],
    ['The customer is not known yet', 'This sale has no customer.', 'Say who the customer is first.'],
  ),
  'sale.customer-known': type(
    409,
    ['客户已关联', '该销售单已有客户。', '如需更正，请联系经理。'],
    ['The customer is known already', 'This sale has its customer.', 'Ask a manager if it is the wrong one.'],
  ),
  'sale.currency-differs': type(
    422,
    ['币种不一致', '该销售单的价格使用 {currency}。', '请改用同一币种。'],
    ['The currency differs', 'The prices of this sale are in {currency}.', 'Use the same currency.'],
  ),
  'sale.owner-unchanged': type(
    409,
    ['负责人未变', '该同事已是负责人。', '请选择其他同事。'],
    ['That is the owner already', 'The colleague owns this sale.', 'Choose someone else.'],
  ),
  'sale.loss-pending': type(
    409,
    ['战败待审核', '战败申请尚未审核。', '请经理先确认或驳回。'],
    [
      'A loss awaits review',
      'It was proposed that this sale is lost.',
      'A manager confirms or declines it first.',
    ],
  ),
  'sale.delivered': type(
    409,
    ['车辆已交付', '交车后不能再执行该操作。', '请按售后流程处理。'],
    ['The car is delivered', 'This cannot be done after delivery.', 'Handle it as an after-sales case.'],
  ),
  'import.sale-worked': type(
    409,
    ['该销售单已有人工操作', '导入不会覆盖人工处理过的销售单。', '请在页面上修改。'],
    ['People have worked on this sale', 'An import does not overwrite their work.', 'Change it on its page.'],
  ),
  'follow-up.none-due': type(
    409,
    ['没有待办跟进', '当前没有待完成的跟进。', '请先安排下次跟进。'],
    ['No follow-up is due', 'There is none to complete.', 'Plan one first.'],
  ),
  'follow-up.unknown': type(
    409,
    ['该跟进已变更', '这条跟进已被替换或完成。', '请刷新后处理最新的跟进。'],
    ['That follow-up has changed', 'It was replaced or done.', 'Reload and complete the current one.'],
  ),
  'follow-up.next-required': type(
    422,
    ['请安排下次跟进', '流程要求每次跟进都安排下一次。', '请填写下次跟进日期。'],
    ['Plan the next follow-up', 'The process asks for a next one each time.', 'Give its date.'],
  ),
  'follow-up.due-in-past': type(
    422,
    ['日期已过', '跟进日期 {dueOn} 早于今天。', '请选择今天或以后的日期。'],
    ['The date has passed', '{dueOn} is before today.', 'Choose today or later.'],
  ),
  'showing.not-first': type(
    409,
    ['不是首次来店', '该销售单已有到店记录。', '请选择“再次到店”。'],
    ['This is not the first visit', 'A showing is on record.', 'Record it as a repeat visit.'],
  ),
  'test-drive.unknown': type(
    409,
    ['试驾状态已变更', '该试驾不存在或状态不符。', '请刷新后重试。'],
    ['That test drive has changed', 'It does not exist or is at another state.', 'Reload and try again.'],
  ),
  'test-drive.none-booked': type(
    409,
    ['没有已预约的试驾', '当前没有待进行的试驾。', '请先预约试驾。'],
    ['No test drive is booked', 'There is none to start or cancel.', 'Book one first.'],
  ),
  'test-drive.none-started': type(
    409,
    ['没有进行中的试驾', '当前没有已出车的试驾。', '请先登记出车。'],
    ['No test drive is under way', 'None has started.', 'Start one first.'],
  ),
  'test-drive.slot-invalid': type(
    422,
    ['时间段有误', '结束须晚于开始，时长不超过一天，且不能是过去或一年以后。', '请重新选择时间。'],
    [
      'The time slot is not right',
      'It must end after it starts, within a day, and lie neither in the past nor beyond a year.',
      'Choose another time.',
    ],
  ),
  'test-drive.still-out': type(
    409,
    ['车辆或陪驾人员尚未归来', '该车辆或陪驾人员正在另一次试驾中。', '请先登记那次试驾的还车。'],
    [
      'The car or the escort is still out',
      'Another test drive with it has not returned.',
      'Take that car back first.',
    ],
  ),
  'test-drive.slot-taken': type(
    409,
    ['时间冲突', '该车辆或陪驾人员在此时段已有安排。', '请换一个时间、车辆或陪驾人员。'],
    ['The slot is taken', 'The car or the escort is booked then.', 'Choose another time, car or escort.'],
  ),
  'test-drive.car-unavailable': type(
    409,
    ['该车不能试驾', '车辆已售、已锁定、停用或不在店。', '请选择其他车辆。'],
    [
      'This car cannot be driven',
      'It is sold, reserved, off-road or not at the store.',
      'Choose another car.',
    ],
  ),
  'test-drive.none-returned': type(
    409,
    ['没有待反馈的试驾', '没有已还车且尚未登记反馈的试驾。', '请先登记还车。'],
    ['No test drive awaits feedback', 'None has returned without its feedback.', 'Take the car back first.'],
  ),
  'test-drive.licence-unchecked': type(
    409,
    ['尚未核验驾照', '试驾前必须核验驾照。', '请拍摄驾照并填写有效期与准驾车型。'],
    [
      'The licence was not checked',
      'A test drive needs a licence that somebody looked at.',
      'Photograph it, and enter its class and the day it ends.',
    ],
  ),
  'test-drive.licence-expired': type(
    422,
    ['驾照已过期', '驾照有效期至 {validUntil}，早于试驾当天。', '请核对驾照，过期不得试驾。'],
    [
      'The licence has expired',
      'It is valid until {validUntil}, which is before the drive.',
      'Check the licence; without a valid one there is no test drive.',
    ],
  ),
  'test-drive.agreement-unsigned': type(
    422,
    ['未签试驾协议', '试驾前必须签署试驾协议。', '请客户签署后再出车。'],
    ['The agreement is not signed', 'A test drive needs a signed agreement.', 'Have it signed first.'],
  ),
  'test-drive.mileage-backwards': type(
    422,
    [
      '里程有误',
      '里程不能小于上次登记的 {mileageOutKm} 公里。',
      '请核对仪表里程；若上次登记有误，请库管更正车辆里程。',
    ],
    [
      'The mileage runs backwards',
      'The car had {mileageOutKm} km already.',
      'Read the odometer again; if the last entry was wrong, the inventory manager corrects the car.',
    ],
  ),
  'test-drive.car-out': type(
    409,
    ['车辆试驾未归', '该销售单有车辆尚在试驾中。', '请先登记还车。'],
    ['A car is out', 'A test drive of this sale has not returned.', 'Take the car back first.'],
  ),
  'vehicle.unknown': type(
    422,
    ['找不到该车辆', '本店库存中没有这台车。', '请从库存中选择。'],
    ['There is no such car', "It is not in this store's stock.", 'Choose one from stock.'],
  ),
  'vehicle.not-available': type(
    409,
    ['车辆不可用', '该车已被他人锁定、售出或不在库。', '请选择其他车辆。'],
    ['The car is not available', 'It is reserved, sold or not in stock.', 'Choose another car.'],
  ),
  'reservation.already-held': type(
    409,
    ['已锁定车辆', '该销售单已锁定一台车。', '请先释放再锁定其他车辆。'],
    ['A car is reserved already', 'This sale holds one.', 'Release it before reserving another.'],
  ),
  'reservation.none': type(
    409,
    ['未锁定车辆', '该销售单没有锁定车辆。', '请先锁车。'],
    ['No car is reserved', 'This sale holds none.', 'Reserve one first.'],
  ),
  'reservation.held-by-contract': type(
    409,
    ['车辆由合同占用', '签约后车辆不能直接释放。', '请通过退订处理。'],
    ['The contract holds the car', 'After signing it cannot simply be released.', 'Cancel the sale instead.'],
  ),
  'reservation.not-expired': type(
    409,
    ['锁车尚未到期', '到期时间为 {expiresAt}。', '请等待到期，或手动释放。'],
    ['The reservation runs still', 'It ends at {expiresAt}.', 'Wait, or release it.'],
  ),
  'staff.unknown': type(
    422,
    ['找不到该同事', '该员工不在本店或已停用。', '请从名单中选择。'],
    ['There is no such colleague', 'Not active at this store.', 'Choose one from the list.'],
  ),
  'delivery.item-open': type(
    409,
    ['交车条件未满足', '还有 {open} 项未完成。', '请相关人员先完成列出的项目。'],
    [
      'The car cannot be delivered yet',
      '{open} item(s) of the gate are open.',
      'Those who owe them do them first.',
    ],
  ),
  'delivery.no-appointment': type(
    409,
    ['没有交车预约', '该销售单没有待执行的交车预约。', '请先预约交车。'],
    ['There is no appointment', 'No delivery is appointed.', 'Appoint the delivery first.'],
  ),
  'delivery.already-appointed': type(
    409,
    ['已有交车预约', '一张销售单只能有一个交车预约。', '请改约，或先取消原预约。'],
    ['The delivery is appointed', 'A sale has one appointment.', 'Move it, or cancel it first.'],
  ),
  'delivery.appointment-past': type(
    422,
    ['交车时间无效', '交车时间须在现在之后、一年之内。', '请选择将来的时间。'],
    ['That is no time to deliver', 'It has passed, or is over a year away.', 'Choose a time ahead.'],
  ),
  'delivery.preparation-unchanged': type(
    409,
    ['状态没有变化', '此项准备已是该状态。', '无需重复登记。'],
    ['Nothing changed', 'The preparation says so already.', 'Nothing is left to do.'],
  ),
  'delivery.point-twice': type(
    422,
    ['验车项目重复', '同一项目出现了两次。', '每个项目只登记一次。'],
    ['A point is given twice', 'The same point appears two times.', 'Give each point once.'],
  ),
  'delivery.reading-invalid': type(
    422,
    ['读数无效', '该项目没有读数，或读数超出范围。', '请核对钥匙数量、里程与油电量（0–100%）。'],
    [
      'The reading cannot be',
      'The point has none, or it is out of range.',
      'Check keys, km and percent (0–100).',
    ],
  ),
  'delivery.checklist-missing': type(
    409,
    ['尚未验车', '验收单还没有任何记录。', '请先与客户共同验车。'],
    ['The car was not inspected', 'The checklist is empty.', 'Inspect the car with the customer first.'],
  ),
  'delivery.checklist-open': type(
    409,
    [
      '验收单未完成',
      '还有 {open} 项未检查，或有问题但未处理。',
      '请完成每一项，并为有问题的项目选择处理结果。',
    ],
    [
      'The checklist is not complete',
      '{open} point(s) are unchecked or at fault without an answer.',
      'Check each, and say what became of each fault.',
    ],
  ),
  'delivery.checklist-unsigned': type(
    409,
    ['验收单未签', '共同验车以客户签字的验收单为准。', '请填写验收单并请客户签字。'],
    [
      'The checklist is not signed',
      'The joint inspection is met by a signed checklist.',
      'Fill it in and let the customer sign.',
    ],
  ),
  'delivery.checklist-signed': type(
    409,
    ['验收单已签', '已签的验收单不能修改。', '如需修改，请先撤销共同验车。'],
    ['The checklist is signed', 'What was signed does not change.', 'Take the joint inspection back first.'],
  ),
  'delivery.checklist-other-car': type(
    409,
    ['验收的不是这台车', '验车之后换过车。', '请对现在的车辆重新验车并签字。'],
    [
      'Another car was inspected',
      'The car was swapped afterwards.',
      'Inspect this car, and let the customer sign anew.',
    ],
  ),
  'delivery.checklist-changed': type(
    409,
    ['验收内容与签字不符', '保存的验收内容与客户签字时不同。', '请撤销共同验车，重新验车并签字。'],
    [
      'What is stored was not signed',
      'The checklist differs from what was signed.',
      'Take the inspection back, and sign anew.',
    ],
  ),
  'reminder.none': type(
    409,
    ['没有首保提醒', '没有待处理的首保提醒。', '请刷新页面。'],
    ['There is no reminder', 'No first service is due to be reminded of.', 'Reload the page.'],
  ),
  'delivery.item-already-marked': type(
    409,
    ['该项已完成', '此项已登记。', '无需重复登记。'],
    ['That item is done', 'It was ticked before.', 'Nothing is left to do.'],
  ),
  'delivery.item-not-marked': type(
    409,
    ['该项未登记', '此项尚未登记，无法撤销。', '请刷新页面。'],
    ['That item is not ticked', 'There is nothing to take back.', 'Reload the page.'],
  ),
  'delivery.item-not-ready': type(
    409,
    ['该项尚不能登记', '车辆资料显示此项尚未具备。', '请库管先在车辆页更新。'],
    [
      'That item is not ready',
      "The car's record says otherwise.",
      'The inventory manager updates the car first.',
    ],
  ),
  'delivery.invoice-missing': type(
    422,
    ['请填写发票信息', '登记发票需要号码、日期和车架号。', '请补充后重试。'],
    ['The invoice is missing', 'Number, date and VIN are needed.', 'Fill them in.'],
  ),
  'delivery.invoice-vin-differs': type(
    422,
    ['发票车架号不符', '发票上的车架号与车辆不一致。', '请核对发票，错开须红冲重开。'],
    [
      'The invoice names another car',
      'Its VIN is not that of the car.',
      'Check it; a wrong invoice is reversed by a red one.',
    ],
  ),
  'delivery.invoice-in-future': type(
    422,
    ['发票日期有误', '发票日期不能晚于今天。', '请核对日期。'],
    ['The invoice is dated ahead', 'Its date lies after today.', 'Check the date.'],
  ),
  'delivery.invoice-number-used': type(
    409,
    ['发票号码已使用', '该发票号码已登记在其他车辆上。', '请核对号码。'],
    ['That invoice number is taken', 'It is recorded for another car.', 'Check the number.'],
  ),
  'delivery.no-car': type(
    409,
    ['尚未配车', '该销售单还没有确定车辆。', '请先配车。'],
    ['No car is named', 'The sale has no car yet.', 'Match a car first.'],
  ),
  'delivery.no-vin': type(
    409,
    ['车辆缺少车架号', '没有车架号的车辆不能交付。', '请库管先录入车架号。'],
    ['The car has no VIN', 'A car without a VIN cannot be sold.', 'The inventory manager enters it first.'],
  ),
  'delivery.car-differs': type(
    409,
    ['车辆不一致', '这不是合同中的车辆。', '请选择合同车辆。'],
    ['That is another car', 'It is not the one under contract.', 'Deliver the car of the contract.'],
  ),
  'delivery.already-done': type(
    409,
    ['已交车', '该车已经交付。', '请查看交车记录。'],
    ['It is delivered already', 'The car was handed over.', 'See the delivery.'],
  ),
  'delivery.missing': type(
    409,
    ['尚未交车', '该销售单没有登记交车。', '请先完成交车。'],
    ['It is not delivered', 'No delivery stands in this sale.', 'Deliver the car first.'],
  ),
  'delivery.service-begun': type(
    409,
    ['售后已经开始', '首保提醒已有结果，说明车在客户手中。', '车辆退回时，请作为新的在库周期入库。'],
    [
      'After-sales has begun',
      'The first service was answered: the customer has the car.',
      'Receive a car that comes back as a new stay in stock.',
    ],
  ),
  'delivery.car-back-here': type(
    409,
    ['车辆已重新入库', '交车之后，本店已把该车作为新的在库周期入库。', '请从新的在库周期销售该车。'],
    [
      'The car was received again',
      'Since its delivery it has come into this store’s stock anew.',
      'Sell it from its new stay in stock.',
    ],
  ),
  'delivery.car-back-elsewhere': type(
    409,
    ['车辆已在其他门店', '交车之后，该车已进入网络内其他门店的库存。', '请联系厂家或集团核实该车的去向。'],
    [
      'Another store holds the car',
      'Since its delivery another store of the network has received it.',
      'Ask your group or the manufacturer where the car went.',
    ],
  ),
  'loss.not-proposed': type(
    409,
    ['没有战败申请', '该销售单没有待审核的战败。', '请刷新页面。'],
    ['No loss is proposed', 'There is none to review.', 'Reload the page.'],
  ),
  'loss.already-proposed': type(
    409,
    ['已申请战败', '战败申请正在等待审核。', '请等待经理处理。'],
    ['A loss is proposed already', 'It awaits review.', 'Wait for the manager.'],
  ),
  'loss.money-held': type(
    409,
    ['尚有已收款项', '已收款未处理，不能判为战败。', '请先申请退款，或走退订。'],
    ['Money is held', 'A sale with money taken cannot be lost.', 'Refund it first, or cancel the sale.'],
  ),
  'process.stage-missing': type(
    409,
    ['目标流程缺少该阶段', '新流程中没有“{stage}”阶段。', '请先推进到其他阶段。'],
    [
      'The process lacks this stage',
      'The new definition has no "{stage}".',
      'Bring the sale to another stage first.',
    ],
  ),
  'process.unchanged': type(
    409,
    ['流程未变', '该销售单已使用当前流程。', '无需移动。'],
    ['It is on this process already', 'The current definition holds.', 'Nothing is left to do.'],
  ),
} as const satisfies ProblemCatalogue
