export function ensureKernel(): string
