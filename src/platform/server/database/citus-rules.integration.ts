import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const lint = readFileSync(join(packageRoot, 'database', 'citus-rules-lint.sql'), 'utf8')

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  await owner.query("call app.make_event_partition('2026-01-01')")
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** What the lint finds after a change that is taken back at once. */
async function findingsAfter(fault: string): Promise<string[]> {
  await owner.query('begin')
  try {
    await owner.query(fault)
    const { rows } = await owner.query<{ relname: string; violation: string }>(lint)
    return rows.map(row => `${row.relname}: ${row.violation}`)
  } finally {
    await owner.query('rollback')
  }
}

describe('the schema', () => {
  it('can be sharded by dealer: the lint finds nothing', async () => {
    expect(await findingsAfter('select 1')).toEqual([])
  })

  it('has exactly these tables that are not sharded by dealer', async () => {
    const { rows } = await owner.query<{ name: string; tag: string }>(`
      select c.relname as name, substring(obj_description(c.oid, 'pg_class') from '^@(\\w+)') as tag
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'app' and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') not like '@tenant%'
       order by 2, 1`)
    const tagged = (tag: string) => rows.filter(row => row.tag === tag).map(row => row.name)
    expect(tagged('global')).toEqual(['vin_registry'])
    expect(tagged('local')).toEqual(['installation'])
    expect(tagged('reference')).toEqual([
      'absences',
      'api_keys',
      'consent_texts',
      'invitations',
      'models',
      'organisation_moves',
      'organisations',
      'process_definitions',
      'staff',
      'staff_roles',
      'store_rules',
      'successions',
      'tax_rates',
      'trims',
    ])
  })

  const tenant = `create table app.planted (dealer_id uuid not null, id uuid not null, other uuid, primary key (dealer_id, id));
    comment on table app.planted is '@tenant planted'; call app.wall('app.planted');`
  const faults: [name: string, sql: string, found: string][] = [
    [
      'an untagged table',
      'create table app.planted (id uuid primary key)',
      'planted: has no tag in its comment',
    ],
    [
      'a tenant table without dealer_id',
      "create table app.planted (id uuid primary key); comment on table app.planted is '@tenant x'",
      'planted: tenant table without dealer_id',
    ],
    [
      'dealer_id not first in the key',
      `${tenant} alter table app.planted drop constraint planted_pkey, add primary key (id, dealer_id)`,
      'planted: dealer_id is not first in the primary key',
    ],
    [
      'dealer_id only in INCLUDE',
      `${tenant} create unique index planted_other on app.planted (other) include (dealer_id)`,
      'planted: unique or exclusion key without dealer_id: app.planted_other',
    ],
    [
      'row-level security not forced',
      `${tenant} alter table app.planted no force row level security`,
      'planted: row-level security is not enabled and forced',
    ],
    [
      'row-level security not enabled',
      `${tenant} alter table app.planted disable row level security`,
      'planted: row-level security is not enabled and forced',
    ],
    [
      'a granted partition',
      'grant select on app.events_2026_01 to forecourt_app',
      "events_2026_01: a partition is granted: it bypasses its parent's policy",
    ],
    [
      'a foreign key without dealer_id',
      `create unique index on app.customers (id, dealer_id); ${tenant} alter table app.planted add constraint planted_fk foreign key (other, id) references app.customers (id, dealer_id)`,
      'planted: foreign key without dealer_id: planted_fk',
    ],
    [
      'a trigger',
      `${tenant} create function app.planted_f() returns trigger language plpgsql as 'begin return new; end'; create trigger planted_t before insert on app.planted for each row execute function app.planted_f()`,
      'planted: trigger: planted_t',
    ],
    [
      'an identity column',
      `${tenant} alter table app.planted add column n bigint generated always as identity`,
      'planted: identity column: n',
    ],
    [
      'a policy with OR',
      `${tenant} create policy planted_or on app.planted to forecourt_app using (dealer_id = any(app.dealers()) or other is null)`,
      'planted: policy uses OR: planted_or',
    ],
    [
      'a policy with a subquery',
      `${tenant} create policy planted_sub on app.planted to forecourt_app using (dealer_id in (select id from app.organisations))`,
      'planted: policy uses a subquery: planted_sub',
    ],
    [
      'no policy for the runtime role',
      `${tenant} drop policy dealer_wall on app.planted`,
      'planted: no policy for the runtime role',
    ],
  ]
  for (const [name, sql, found] of faults)
    it(`is refused with ${name}`, async () => {
      expect(await findingsAfter(sql)).toContain(found)
    })

  it('is owned by nobody who serves requests, and none of them may pass row-level security', async () => {
    const { rows } = await owner.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname like 'forecourt_%' and (rolsuper or rolbypassrls)",
    )
    expect(
      rows.filter(row => ['forecourt_app', 'forecourt_reader', 'forecourt_auth'].includes(row.rolname)),
    ).toEqual([])
    const owned = await owner.query(
      "select 1 from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('forecourt_app', 'forecourt_reader', 'forecourt_auth')",
    )
    expect(owned.rows).toEqual([])
  })

  it('shows no row without a scope, on a fresh and on a reused connection', async () => {
    const app = new pg.Client({ connectionString: database.urls.app })
    await app.connect()
    const dealer = '01990000-0000-7000-8000-000000000001'
    await owner.query(
      `insert into app.counters (dealer_id, kind, year, last) values ('${dealer}', 'sale', 2026, 7)`,
    )
    const count = async () => Number((await app.query('select count(*) from app.counters')).rows[0].count)
    expect(await count()).toBe(0)
    await app.query(`begin; set local app.dealers = '{${dealer}}'`)
    expect(await count()).toBe(1)
    await app.query('commit')
    expect(await count()).toBe(0)
    await app.query("begin; set local app.dealers = ''")
    expect(await count()).toBe(0)
    await app.query('rollback')
    await app.end()
  })
})
