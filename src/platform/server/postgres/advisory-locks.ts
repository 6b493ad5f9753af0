/** Every advisory lock of the product, in one list: two uses of one number would wait for each other. */
export const advisoryLocks = {
  /** in the database `postgres` of our own cluster: shared by its users, exclusive to stop it */
  clusterUsers: 7_067_301,
  migrators: 7_067_302,
  /** held by the one server of a database as long as it runs */
  server: 7_067_303,
  demoLoaders: 7_067_304,
  /** with the hash of a store: one counts its sales at a time */
  counting: 7_067_305,
} as const
