import type { StoredLaw } from '../../../../shared/rpc/api.ts'
import { lawPlace } from './lawPlace.ts'

/**
 * Fills a drag with the law: LaTeX for a text field, and where the browser can do it (Chromium) a .tex file for a folder.
 */
export function dragLaw(event: DragEvent, law: StoredLaw): void {
  if (event.dataTransfer === null) return
  const tex = `\\begin{equation}\n  ${law.latex}\n\\end{equation}\n`
  const name = `law-${lawPlace(law)}-${law.target.replace(/[^\p{L}\p{N}]+/gu, '-')}.tex`
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData('text/plain', law.latex)
  event.dataTransfer.setData('DownloadURL', `application/x-tex:${name}:data:application/x-tex;base64,${base64(tex)}`)
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
