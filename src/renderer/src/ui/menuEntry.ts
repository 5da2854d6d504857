import type { IconName } from './icons.ts'

/** One action of a menu. */
export interface MenuEntry {
  readonly title: string
  readonly icon: IconName
  readonly isDisabled?: boolean
  readonly run: () => unknown
}
