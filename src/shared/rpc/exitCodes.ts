/**
 * Exit code of an engine that cannot start for a reason which a restart does not mend, such as a database of a newer
 * version. The last line on its stderr says why, in words for the user.
 */
export const EXIT_REFUSED = 2
