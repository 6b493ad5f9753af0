import { totalmem } from 'node:os'

/** Where a server listens: a Unix socket in a folder (twice as fast), else a loopback port. */
export interface Endpoint {
  folder: string | undefined
  port: number
}

const mebibyte = 2 ** 20

/** PostgreSQL's command line for a machine of 2–4 cores and a database on an SSD. */
export function serverSettings(endpoint: Endpoint, fsync: boolean): string[] {
  const memory = Math.floor(totalmem() / mebibyte)
  const settings: Record<string, string | number> = {
    port: endpoint.port,
    listen_addresses: endpoint.folder ? '' : '127.0.0.1',
    unix_socket_directories: endpoint.folder ?? '',
    unix_socket_permissions: '0777', // passwords guard it; as root we and the server are two users
    max_connections: 100,
    shared_buffers: `${Math.min(256, Math.max(64, Math.floor(memory / 8)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Behind the wall a table that grew and was not analysed is read whole for each row: not for a minute.
    autovacuum_naptime: '10s',
    random_page_cost: 1.1,
    jit: 'off', // compiling costs more than it saves in short statements
    max_parallel_workers_per_gather: 1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Statement errors reach the program; in the server's log their text could hold personal data.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...(fsync ? {} : withoutDurability),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const withoutDurability = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
}
