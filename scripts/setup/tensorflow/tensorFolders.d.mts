export declare function userCache(
  fallback: string,
  env?: Readonly<Record<string, string | undefined>>,
  homeOf?: () => string
): string
