import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Desktop, DesktopMessage } from '../shared/rpc/desktop.ts'

const desktop: Desktop = {
  platform: process.platform as Desktop['platform'],
  pathForFile: (file) => webUtils.getPathForFile(file)
}
contextBridge.exposeInMainWorld('desktop', desktop)

// A MessagePort cannot cross the context bridge. The page is the program's own and cannot be left: any origin will do.
ipcRenderer.on('lawsmith', (event, message: DesktopMessage) => {
  window.postMessage(message, '*', [...event.ports])
})
