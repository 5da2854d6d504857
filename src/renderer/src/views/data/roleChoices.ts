import type { ColumnSummary, Role } from '../../../../shared/domain/dataset.ts'

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  input: 'input',
  target: 'target',
  ignore: 'ignore',
  time: 'time',
  group: 'group',
  weight: 'weight',
  errorOfTarget: 'error of target',
  errorOfInput: 'error of an input',
  label: 'label'
}

/** Roles that a column can take: text can only name rows or groups of them. */
export function roleChoices(kind: ColumnSummary['kind']): readonly Role[] {
  return kind === 'label'
    ? ['label', 'group', 'ignore']
    : ['input', 'target', 'ignore', 'time', 'group', 'weight', 'errorOfTarget', 'errorOfInput']
}
