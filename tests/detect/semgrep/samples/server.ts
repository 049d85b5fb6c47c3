import express, { Request, Response } from 'express'
import * as fs from 'fs'
import * as path from 'path'
import { exec, spawnSync } from 'child_process'

const root = '/srv/files'
const shell = process.env.SHELL
let counter = 0
export const limits: Record<string, number> = { small: 10, large: 1000 }

interface Options {
  dir: string
  read(name: string): string
}

type Handler = (req: Request, res: Response) => void

const app = express()

app.get('/file', (req: Request, res: Response) => {
  const name = req.query.name as string
  res.send(fs.readFileSync(path.join(root, name)))
})

app.post('/run', async function (req, res) {
  // TODO: an allow list.
  exec(`convert ${req.body.file} out.png`, (err, out) => {
    if (err == null) res.send(out)
  })
})

export function open(options: Options, name: string): string {
  if (name == '') {
    throw new Error(`no name in ${options.dir}\n`)
  }
  return fs.readFileSync(path.resolve(options.dir, name), 'utf8')
}

export const evaluate = (text: any) => eval(text)

export default class Store<T extends object> {
  private items: T[] = []
  static shared = new Store<{ id: number }>()

  constructor(private readonly dir: string, public limit = limits.small) {
    counter += 1
  }

  @logged('load')
  load(file: string): string {
    const found = fs.readFileSync(path.join(this.dir, file), 'utf8')
    return found
  }

  get size() {
    return this.items
  }

  @logged('set')
  @checked()
  set(key: string, value: unknown) {
    const all: Record<string, unknown> = {}
    all[key] = value
    all['fixed'] = value
    return all
  }

  match(pattern: string): RegExp {
    return new RegExp(pattern, 'i')
  }

  async start(command: string) {
    return spawnSync(command, { shell: shell == undefined })
  }
}

function logged(name: string) {
  return function (target: object, key: string) {
    console.log(`${name}: ${key}`)
  }
}

function checked() {
  return (target: object, key: string) => {
    if (counter == limits.large) throw new Error('too many')
  }
}

namespace Inner {
  export function load(name: string) {
    return require(name)
  }
}

export enum Level { Low, High }

app.listen(process.env.PORT)
