/**
 * Shows the steps of some work on stderr: on a terminal in one line that is gone at the end, elsewhere each step once,
 * without its seconds (what follows the sign …).
 */
export async function withProgressLine(title, work) {
  const isTerminal = Boolean(process.stderr.isTTY)
  let last = ''
  const say = (step) => {
    const [name] = step.split('…')
    if (isTerminal) process.stderr.write(`\r\x1b[K${title}: ${step}`)
    else if (name !== last) process.stderr.write(`${title}: ${name}…\n`)
    last = name
  }
  try {
    return await work(say)
  } finally {
    if (isTerminal) process.stderr.write('\r\x1b[K')
  }
}
