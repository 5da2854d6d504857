/** What the menu needs of Electron's MenuItemConstructorOptions. */
export type MenuItem =
  | { readonly type: 'separator' }
  | { readonly role: MenuRole }
  | { readonly role: 'editMenu' | 'windowMenu' | 'appMenu' }
  | { readonly label: string; readonly submenu: MenuItem[] }
  | {
      readonly label: string
      readonly accelerator?: string
      readonly registerAccelerator?: boolean
      readonly click: () => void
    }

type MenuRole = 'about' | 'quit' | 'resetZoom' | 'zoomIn' | 'zoomOut' | 'togglefullscreen' | 'toggleDevTools'

export interface MenuActions {
  /** Runs a command of the window, by its id. */
  readonly run: (command: string) => void
  readonly openFile: () => void
}

const separator: MenuItem = { type: 'separator' }

/** The native menu. The Edit menu keeps the system's meaning; undo of the data stands with the data. */
export function menuTemplate(platform: NodeJS.Platform, { run, openFile }: MenuActions): MenuItem[] {
  // the page handles the keys itself, so that they work in both hosts: they are shown here, not taken
  const command = (label: string, id: string, accelerator?: string): MenuItem => ({
    label,
    click: () => run(id),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {})
  })
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open File…', accelerator: 'CmdOrCtrl+O', click: openFile },
        command('Paste a Table', 'data.paste'),
        command('Samples', 'view.samples'),
        separator,
        command('New Project…', 'project.new'),
        command('Rename Project…', 'project.rename'),
        command('Delete Project…', 'project.delete'),
        ...(isMac ? [] : [separator, { role: 'quit' } as const])
      ]
    },
    { role: 'editMenu' },
    {
      label: '&Data',
      submenu: [
        command('Undo the Last Change', 'edit.undo'),
        command('Redo the Change', 'edit.redo'),
        separator,
        command('Rename Dataset…', 'data.rename'),
        command('Delete Dataset…', 'data.delete')
      ]
    },
    {
      label: '&Run',
      submenu: [
        command('Discover Laws', 'run.discover', 'CmdOrCtrl+Enter'),
        command('Pause', 'run.pause', 'CmdOrCtrl+.'),
        command('Resume', 'run.resume'),
        command('Stop', 'run.stop', 'CmdOrCtrl+Shift+.')
      ]
    },
    {
      label: '&View',
      submenu: [
        command('Data', 'view.data', 'CmdOrCtrl+1'),
        command('Discover', 'view.discover', 'CmdOrCtrl+2'),
        command('Laws', 'view.laws', 'CmdOrCtrl+3'),
        command('Notebook', 'view.notebook', 'CmdOrCtrl+4'),
        separator,
        command('All Commands', 'view.palette', 'CmdOrCtrl+K'),
        command('Light or Dark', 'view.theme', 'CmdOrCtrl+Shift+L'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' }
      ]
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { label: '&Help', submenu: [{ role: 'about' }] }
  ]
}
