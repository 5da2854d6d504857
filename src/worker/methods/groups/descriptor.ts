import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'groups',
  name: 'One law for groups',
  summary: 'Finds one law for several groups of rows, and which of its numbers differ from group to group.',
  reference: 'Two-part codes; J. Rissanen 1978, doi:10.1016/0005-1098(78)90005-5; M. Schmidt, H. Lipson 2009',
  options: [
    {
      id: 'group',
      title: 'Column of the groups',
      meaning: 'Rows with the same value or label in it belong together; empty takes the column with the role group.',
      type: 'text',
      default: '',
      example: 'sample'
    }
  ]
}
