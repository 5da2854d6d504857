import type { ExportedFile } from '../../../shared/rpc/api.ts'

/** What the window does outside itself; a parameter of the state, so that tests need no browser. */
export interface Desk {
  /** Hands the file to the user: a download, or the system's save dialog. */
  save(file: ExportedFile): void
  copy(text: string): Promise<void>
}

/** The desk of a browser window or an Electron one. */
export const browserDesk: Desk = {
  save({ fileName, mediaType, text }) {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }))
    link.download = fileName
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000) // the download reads the blob after the click has returned
  },
  copy: (text) => navigator.clipboard.writeText(text)
}
