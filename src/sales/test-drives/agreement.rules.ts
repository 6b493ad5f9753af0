/** What an agreement names: who drives which car of which store, when and with whom. */
export interface AgreementFacts {
  readonly dealerName: string
  readonly driverName: string
  readonly car: string
  readonly plate: string | null
  readonly stockNumber: string
  /** day and hours as the store's clock shows them: '2026-03-02 09:30–10:00' */
  readonly slot: string
  readonly escortName: string
}

export interface AgreementText {
  readonly version: string
  readonly language: 'zh' | 'en'
  readonly title: string
  readonly paragraphs: readonly string[]
  /** everything above as one text: what is hashed and signed */
  readonly text: string
}

interface Wording {
  readonly title: string
  readonly noPlate: string
  readonly paragraphs: readonly string[]
}

/** Wordings by the day from which each holds, the newest last. One that was signed is never changed: a new one is
 *  added. */
const wordings: readonly { readonly version: string; readonly zh: Wording; readonly en: Wording }[] = [
  {
    version: '2026-01-01',
    zh: {
      title: '试乘试驾协议',
      noPlate: '未上牌',
      paragraphs: [
        '甲方（经销商）：{dealerName}。乙方（试驾人）：{driverName}。',
        '试驾车辆：{car}，车牌 {plate}，库存编号 {stockNumber}。试驾时间：{slot}。陪同人员：{escortName}。',
        '一、乙方声明：本人持有与试驾车辆相符且在有效期内的机动车驾驶证，已向甲方出示；未饮酒、未服用影响驾驶的药物，身体状况适合驾驶。',
        '二、乙方应按陪同人员指定的路线行驶，遵守交通法规，全程系好安全带，不得将车辆交由他人驾驶，不得进行竞驶、急刹、漂移等危险驾驶。',
        '三、陪同人员认为继续驾驶不安全时，有权要求立即停车，由陪同人员驾驶返回。',
        '四、试驾车辆已投保机动车交通事故责任强制保险和商业保险。发生事故时双方应立即报警并通知保险公司；因乙方违反交通法规或本协议造成的、保险不予赔付的损失及罚款，由乙方依法承担。',
        '五、甲方为核验身份与履行安全义务拍摄乙方驾驶证并保存本协议，仅用于本次试驾及相关事故、违法的处理，不用于营销；乙方可要求查阅、更正，并在法定保存期满后要求删除。',
        '六、本协议自双方签署时生效，至车辆归还并登记里程时终止。',
      ],
    },
    en: {
      title: 'Test-drive agreement',
      noPlate: 'not registered',
      paragraphs: [
        'Between the dealer {dealerName} and the driver {driverName}.',
        'Car: {car}, plate {plate}, stock number {stockNumber}. Time: {slot}. Escort: {escortName}.',
        '1. The driver declares: I hold a valid licence for this car and have shown it to the dealer. I have drunk no alcohol, taken no medicine that affects driving, and am fit to drive.',
        '2. The driver keeps to the route that the escort names, obeys the traffic rules, wears the seat belt throughout, hands the car to nobody else, and does not race, brake hard without need or drift.',
        '3. If the escort finds that driving on is unsafe, the car is stopped at once and the escort drives it back.',
        '4. The car carries compulsory and commercial motor insurance. After an accident both call the police and the insurer at once; losses and fines that the insurance does not cover, and that the driver caused by breaking the traffic rules or this agreement, are borne by the driver as the law says.',
        '5. The dealer photographs the licence and keeps this agreement to verify the driver and to meet its duty of care, for this drive and for accidents or offences arising from it, and not for marketing. The driver may ask to see and correct it, and to have it deleted after the statutory time of keeping.',
        '6. The agreement holds from its signature until the car is returned and its mileage recorded.',
      ],
    },
  },
]

const line = '____________________'

/** The newest wording with lines to write on: for a day on which it cannot be filled in.
 *  @example blankAgreement('en').paragraphs[0] // 'Between the dealer ____ and the driver ____.', with longer lines */
export function blankAgreement(language: 'zh' | 'en'): AgreementText {
  return agreementOn('9999-12-31', language, {
    dealerName: line,
    driverName: line,
    car: line,
    plate: line,
    stockNumber: line,
    slot: line,
    escortName: line,
  })
}

/** The agreement that holds on a day, filled in.
 *  @example agreementOn('2026-03-02', 'en', facts).version // '2026-01-01' */
export function agreementOn(day: string, language: 'zh' | 'en', facts: AgreementFacts): AgreementText {
  const wording = wordings.findLast(({ version }) => version <= day) ?? wordings[0]!
  const { title, noPlate, paragraphs } = wording[language]
  const values: Readonly<Record<string, string>> = { ...facts, plate: facts.plate ?? noPlate }
  const filled = paragraphs.map(each => each.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
  const text = [title, wording.version, ...filled].join('\n')
  return { version: wording.version, language, title, paragraphs: filled, text }
}
