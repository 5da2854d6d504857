import { expect, test } from 'vitest'
import { sortDrop } from '../../../../src/renderer/src/views/shell/bringIn.ts'

const item = (name: string, isDirectory: boolean, kind = 'file') =>
  ({
    kind,
    webkitGetAsEntry: () => ({ name, isDirectory }),
    getAsFile: () => (kind === 'file' ? { name } : null)
  }) as unknown as DataTransferItem

test('a drop is sorted into files and folders; dragged text is neither', () => {
  const { files, folders } = sortDrop([item('a.csv', false), item('data', true), item('text', false, 'string')])
  expect(files.map(({ name }) => name)).toEqual(['a.csv'])
  expect(folders).toEqual(['data'])
})
