import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { nameSearch } from '../../src/customers/people/name-search.ts'
import { type KeyRing, seals } from '../../src/platform/server/crypto/seals.ts'
import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'

/** A network of stores with so many sales in all, made by the database itself in seconds. */
export interface ManySales {
  readonly dealerIds: readonly string[]
  /** per store: its manager, and its consultants */
  readonly managerOf: ReadonlyMap<string, string>
  readonly consultantsOf: ReadonlyMap<string, readonly string[]>
  readonly keys: KeyRing
}

export const consultantsPerDealer = 10

/** What is looked for at the first store: so many sales of its first consultant in negotiation, evenly through
 *  time, whatever the size, so that a first page of 50 is full at every size. */
export const looked = { stage: 'negotiation', surname: '王', name: '王伟', tail: '5678', count: 60 }

/** Stages as a store's archive has them: most sales have ended. In thousandths. */
const stageShares = {
  inquiry: 40,
  showing: 30,
  'test-drive': 20,
  negotiation: 40,
  contract: 20,
  delivery: 10,
  'after-sales': 380,
  lost: 420,
  cancelled: 40,
}

/** @param sales in all, spread evenly over the stores */
export async function makeManySales(
  ownerUrl: string,
  { sales, dealers }: { sales: number; dealers: number },
): Promise<ManySales> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=app' })
  await owner.connect()
  try {
    const keys: KeyRing = {
      currentId: 1,
      sealing: new Map([[1, randomBytes(32)]]),
      indexing: randomBytes(32),
    }
    await owner.query(`select setseed(0.42)`)
    const network = await makeNetwork(owner, dealers)
    await makeNames(owner)
    await makeTails(owner, network.dealerIds, keys)
    const restore = await lightenTables(owner)
    await owner.query(salesStatements(sales))
    await restore()
    await owner.query('vacuum analyze')
    return { ...network, keys }
  } finally {
    await owner.end()
  }
}

const filledTables = ['customers', 'contact_points', 'sales']

/** Fills tables without their foreign keys and secondary indexes, which are made again at the end. */
async function lightenTables(owner: pg.Client): Promise<() => Promise<void>> {
  const { rows: keys } = await owner.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
       from pg_constraint where contype = 'f' and conrelid::regclass::text = any($1)`,
    [filledTables],
  )
  const { rows: indexes } = await owner.query<{ drop: string; add: string }>(
    `select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as add
       from pg_index where indrelid::regclass::text = any($1) and not indisunique`,
    [filledTables],
  )
  for (const { drop } of [...keys, ...indexes]) await owner.query(drop)
  return async () => {
    for (const { add } of [...indexes, ...keys]) await owner.query(add)
  }
}

async function makeNetwork(owner: pg.Client, dealers: number) {
  const root = id(1, 0)
  await owner.query(
    `insert into organisations (id, ancestor_ids, kind, code, name_zh, name_en, time_zone, currency, created_at)
     values ($1, array[$1::uuid], 'manufacturer', 'M', '厂家', 'Maker', 'Asia/Shanghai', 'CNY', now())`,
    [root],
  )
  await owner.query(
    `insert into process_definitions (organisation_id, version, document, published_at) values ($1, 1, $2, now())`,
    [root, JSON.stringify(defaultDefinition)],
  )
  const managerOf = new Map<string, string>()
  const consultantsOf = new Map<string, string[]>()
  for (let dealer = 1; dealer <= dealers; dealer++) {
    const dealerId = id(2, dealer)
    const manager = id(3, dealer * 100)
    const consultants = Array.from({ length: consultantsPerDealer }, (_, n) => id(3, dealer * 100 + n + 1))
    managerOf.set(dealerId, manager)
    consultantsOf.set(dealerId, consultants)
    await owner.query(
      `insert into organisations (id, parent_id, ancestor_ids, kind, code, name_zh, name_en, created_at)
       values ($1, $2, array[$2::uuid, $1::uuid], 'dealer', $3, $3, $3, now())`,
      [dealerId, root, `D${dealer}`],
    )
    await owner.query(
      `insert into staff (id, organisation_id, name, created_at)
       select unnest($1::uuid[]), $2, 'Staff', now()`,
      [[manager, ...consultants], dealerId],
    )
    await owner.query(
      `insert into staff_roles (staff_id, organisation_id, role, granted_at)
       select held.staff_id, $2, case when held.staff_id = $3 then 'dealer-manager' else 'consultant' end, now()
         from unnest($1::uuid[]) as held (staff_id)`,
      [[manager, ...consultants], dealerId, manager],
    )
  }
  await owner.query(
    `create temporary table store as select id, row_number() over (order by id)::int as n from organisations where kind = 'dealer';
     insert into models (id, code, make, name_zh, name_en, created_at)
       values ('${id(4, 0)}', 'M1', 'Maker', '星途', 'Star', now());
     insert into trims (id, model_id, code, name_zh, name_en, match_key, energy, list_price_minor, currency, created_at)
       select ('${id(4, 0).slice(0, -2)}' || lpad(to_hex(t.n), 2, '0'))::uuid, '${id(4, 0)}', 'T' || t.n, '配置' || t.n, 'Trim ' || t.n, 'trim' || t.n, 'petrol', 20000000, 'CNY', now()
         from generate_series(1, 40) as t (n)`,
  )
  return { dealerIds: [...managerOf.keys()], managerOf, consultantsOf }
}

/** Names with their pinyin, common ones more often: surnames as in the census, given names by Zipf. */
async function makeNames(owner: pg.Client): Promise<void> {
  const names: string[] = []
  for (const [index, surname] of [...surnames].entries()) {
    const share = Math.max(2, Math.round(450 / (index + 6)))
    for (let n = 0; n < share; n++) {
      const first = given[zipf(n * 31 + index)]!
      const second = n % 4 === 0 ? '' : given[zipf(n * 17 + index * 7)]!
      names.push(`${surname}${first}${second}`)
    }
  }
  await owner.query(
    `create temporary table known_name as
       select row_number() over ()::int as n, name, search from unnest($1::text[], $2::text[]) as known (name, search)`,
    [names, names.map(nameSearch)],
  )
  await owner.query('create index on known_name (n)')
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常'
const given =
  '伟芳娜敏静丽强磊洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红军建国志文晓春海燕婷宇浩鑫欣怡子涵梓轩雨泽思博家豪俊凯佳琪雪梅永庆成龙国栋振东少峰一鸣天翔若曦诗雅梦瑶书恒景行云帆星辰安琪可心乐山知远'

function zipf(seed: number): number {
  const unit = ((seed * 2_654_435_761) % 4_294_967_296) / 4_294_967_296
  return Math.floor(given.length * unit ** 2)
}

async function makeTails(owner: pg.Client, dealerIds: readonly string[], keys: KeyRing): Promise<void> {
  const index = seals(keys).index
  await owner.query('create temporary table known_tail (dealer_id uuid, n int, tail bytea)')
  const tails = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))
  for (const dealerId of dealerIds)
    await owner.query(
      `insert into known_tail select $1, row_number() over () - 1, decode(tail, 'hex') from unnest($2::text[]) as tail`,
      [dealerId, tails.map(tail => index(tail, dealerId, 'phone-tail').toString('hex'))],
    )
  await owner.query('create index on known_tail (dealer_id, n)')
}

/** One customer, one phone and one sale per row; each in the order of time. */
function salesStatements(sales: number): string {
  const stages = Object.entries(stageShares)
  let sum = 0
  const stageCase = stages.map(([stage, share]) => {
    sum += share
    return `when r.stage < ${sum} then '${stage}'`
  })
  return `
    create temporary table seed_row as
      select g.n, s.id as dealer_id, s.n as store, k.name, k.search,
             floor(random() * 1000) as stage, floor(random() * ${consultantsPerDealer})::int as owner, floor(random() * 10000)::int as tail,
             floor(random() * 40)::int as trim, floor(random() * 730)::int as day
        from generate_series(1, ${sales}) as g (n)
        join store s on s.n = 1 + g.n % (select count(*) from store)
        join known_name k on k.n = 1 + (g.n * 7919::bigint) % (select count(*) from known_name);
    update seed_row set stage = 100, owner = 0, name = '${looked.name}', search = '${nameSearch(looked.name)}', tail = ${Number(looked.tail)}
     where store = 1 and (n / (select count(*) from store)) % greatest(1, ${sales} / (select count(*) from store) / ${looked.count}) = 0;
    insert into customers (dealer_id, id, number, kind, name, name_search, owner_id, source, origin, created_at, updated_at)
      select r.dealer_id, ${rowId('5', 'r.n')}, 'C' || r.n, 'person', r.name, r.search, ${staffId()}, 'walk-in', 'demo', now(), now()
        from seed_row r order by r.n;
    insert into contact_points (dealer_id, id, customer_id, kind, sealed, full_index, tail_index, created_at)
      select r.dealer_id, ${rowId('6', 'r.n')}, ${rowId('5', 'r.n')}, 'phone', '\\x00', decode(md5('full' || r.n), 'hex'), t.tail, now()
        from seed_row r join known_tail t on t.dealer_id = r.dealer_id and t.n = r.tail order by r.n;
    insert into sales (dealer_id, id, number, stage, sequence, process_version, origin, customer_id, owner_id, trim_id, source,
                       intent_level, inquired_on, stage_since, follow_up_due_on, amount_minor, currency, customer_search, state, created_at, updated_at)
      select r.dealer_id, ${rowId('7', 'r.n')}, 'S' || r.n, case ${stageCase.join(' ')} end, 5, 1, 'demo', ${rowId('5', 'r.n')},
             ${staffId()}, ('${id(4, 0).slice(0, -2)}' || lpad(to_hex(1 + r.trim), 2, '0'))::uuid, 'walk-in', 'B',
             date '2025-01-01' + r.day, now() - r.day * interval '1 hour', case when r.stage < 160 then date '2026-01-01' + r.day % 20 end,
             20000000 + r.day * 1000, 'CNY', left(r.search, 240), '${JSON.stringify(sampleState)}', now(), now()
        from seed_row r order by r.n;
    drop table seed_row;`
}

/** As wide as a real folded state. */
const sampleState = {
  stage: 'negotiation',
  showings: 1,
  testDrives: [],
  payments: [],
  quotes: Array.from({ length: 2 }, (_, n) => ({
    id: id(8, n),
    version: n + 1,
    state: 'superseded',
    trimId: id(4, 1),
    episodeId: null,
    currency: 'CNY',
    listPriceMinor: 20_000_000,
    discountMinor: 100_000,
    concessionMinor: 100_000,
    totalMinor: 19_900_000,
    validUntil: '2026-01-01',
  })),
}

function rowId(kind: string, n: string): string {
  return `('0190${kind}000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
}

function staffId(): string {
  return `('01903000-0000-7000-8000-' || lpad(to_hex(r.store * 100 + 1 + r.owner), 12, '0'))::uuid`
}

function id(kind: number, n: number): string {
  return `0190${kind}000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}
