/** Rows of one step; more make a step longer than tasks that must be stopped allow. */
export const BATCH = 384
/** Steps from one look at the held-out rows to the next. */
export const EVERY = 25
/** Looks without an improvement after which training ends. */
export const PATIENCE = 16
