import { desktop } from '../../transport.ts'
import type { Workbench } from '../../state/workbench.svelte.ts'

/** Reads files into the open project: by path where the engine can open them itself, else by upload. */
export async function bringIn({ datasets }: Workbench, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const path = desktop()?.pathForFile(file) ?? ''
    if (path === '') await datasets.importFiles([file])
    else await datasets.importPath(path)
  }
}

/** Files of a drop, and the names of the folders among them, which cannot be read. */
export function sortDrop(items: readonly DataTransferItem[]): { files: File[]; folders: string[] } {
  const files: File[] = []
  const folders: string[] = []
  for (const item of items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}
