// node scripts/simulator-rules.mjs: writes src/simulator/official-rules.json from the declarations of the official SDK, so
// that the simulator judges requests by what the provider publishes and by nothing that this project wrote.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { say, Stop } from './commands.mjs'
import { pinnedNode, projectRoot } from './paths.mjs'

/**
 * What a value may look like; the same shape as `Form` of src/simulator/official-rules.ts.
 * @typedef {{ kind: 'string' | 'number' | 'boolean' | 'unknown' }
 *   | { kind: 'literal', values: (string | number)[] }
 *   | { kind: 'list', item: Form }
 *   | { kind: 'record', fields: Record<string, { required: boolean, form: Form }> }
 *   | { kind: 'either', forms: Form[] }} Form
 * @typedef {Extract<Form, { kind: 'record' }>} Shape
 */

const kit = path.join(projectRoot, 'node_modules/@runwayml/sdk')
export const rulesFile = path.join(projectRoot, 'src/simulator/official-rules.json')

const endpoints = [
  { endpoint: 'image_to_video', file: 'image-to-video.d.ts', type: 'ImageToVideoCreateParams' },
  { endpoint: 'text_to_video', file: 'text-to-video.d.ts', type: 'TextToVideoCreateParams' },
  { endpoint: 'video_to_video', file: 'video-to-video.d.ts', type: 'VideoToVideoCreateParams' },
]

const keywords = new Map([
  [ts.SyntaxKind.StringKeyword, /** @type {const} */ ('string')],
  [ts.SyntaxKind.NumberKeyword, /** @type {const} */ ('number')],
  [ts.SyntaxKind.BooleanKeyword, /** @type {const} */ ('boolean')],
  [ts.SyntaxKind.UnknownKeyword, /** @type {const} */ ('unknown')],
])

/** Every interface of a file by its full name, `ImageToVideoCreateParams.Gen4_5.PromptImage`. */
function interfacesOf(/** @type {ts.SourceFile} */ source) {
  /** @type {Map<string, ts.InterfaceDeclaration>} */
  const found = new Map()
  const visit = (/** @type {ts.Node} */ node, /** @type {string} */ within) => {
    if (ts.isInterfaceDeclaration(node)) found.set(`${within}${node.name.text}`, node)
    if (ts.isModuleDeclaration(node) && node.body)
      ts.forEachChild(node.body, (child) => visit(child, `${within}${node.name.text}.`))
  }
  ts.forEachChild(source, (node) => visit(node, ''))
  return found
}

/** Turns one file's types into forms. Stops at anything it does not know, so that nothing is left out in silence. */
function formReader(/** @type {ts.SourceFile} */ source) {
  const interfaces = interfacesOf(source)

  /** Names are resolved from the innermost namespace outwards, as the compiler does. */
  const resolve = (/** @type {string} */ name, /** @type {string} */ within) => {
    for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
      const full = scope === '' ? name : `${scope}.${name}`
      if (interfaces.has(full)) return full
      if (scope === '') throw new Stop(`${source.fileName}: there is no type called ${name}.`)
    }
  }

  /** @returns {Form} */
  const ofLiteral = (/** @type {ts.LiteralTypeNode} */ { literal }) => {
    if (ts.isStringLiteral(literal)) return { kind: 'literal', values: [literal.text] }
    if (ts.isNumericLiteral(literal)) return { kind: 'literal', values: [Number(literal.text)] }
    throw new Stop(`${source.fileName}: the literal ${literal.getText(source)} is of an unknown sort.`)
  }

  /** Literals next to each other are one set of options. @returns {Form} */
  const ofUnion = (/** @type {ts.UnionTypeNode} */ node, /** @type {string} */ within) => {
    const forms = node.types.map((part) => ofType(part, within))
    const values = forms.flatMap((form) => (form.kind === 'literal' ? form.values : []))
    const others = forms.filter((form) => form.kind !== 'literal')
    if (others.length === 0) return { kind: 'literal', values }
    return { kind: 'either', forms: values.length > 0 ? [...others, { kind: 'literal', values }] : others }
  }

  /** @returns {Form} */
  const ofReference = (/** @type {ts.TypeReferenceNode} */ node, /** @type {string} */ within) => {
    const name = node.typeName.getText(source)
    const [item] = node.typeArguments ?? []
    if (name === 'Array' && item) return { kind: 'list', item: ofType(item, within) }
    return ofInterface(resolve(name, within))
  }

  /** @returns {Form} */
  const ofType = (/** @type {ts.TypeNode} */ node, /** @type {string} */ within) => {
    const keyword = keywords.get(node.kind)
    if (keyword) return { kind: keyword }
    if (ts.isLiteralTypeNode(node)) return ofLiteral(node)
    if (ts.isUnionTypeNode(node)) return ofUnion(node, within)
    if (ts.isTypeReferenceNode(node)) return ofReference(node, within)
    throw new Stop(`${source.fileName}: the type ${node.getText(source)} is of an unknown sort.`)
  }

  /** @returns {Shape} */
  const ofInterface = (/** @type {string} */ name) => {
    /** @type {Shape['fields']} */
    const fields = {}
    for (const member of interfaces.get(name)?.members ?? []) {
      if (!ts.isPropertySignature(member) || !member.type)
        throw new Stop(`${source.fileName}: ${name} has a member that is no plain field.`)
      fields[member.name.getText(source)] = { required: !member.questionToken, form: ofType(member.type, name) }
    }
    return { kind: 'record', fields }
  }

  return { resolve, ofInterface }
}

/** The models of one endpoint: each arm of its union of parameters, by the model that it is for. */
function modelsOf(/** @type {ts.SourceFile} */ source, /** @type {string} */ type) {
  const { resolve, ofInterface } = formReader(source)
  const alias = source.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === type)
  if (!alias || !ts.isTypeAliasDeclaration(alias) || !ts.isUnionTypeNode(alias.type))
    throw new Stop(`${source.fileName}: ${type} is not a union of models any more.`)
  /** @type {Record<string, Shape['fields']>} */
  const models = {}
  for (const arm of alias.type.types) {
    const { model, ...fields } = ofInterface(resolve(arm.getText(source), '')).fields
    if (model?.form.kind !== 'literal') throw new Stop(`${source.fileName}: ${arm.getText(source)} names no model.`)
    for (const name of model.form.values) models[name] = fields
  }
  return models
}

/** Of the models that take a video only those that go on from it: others make it over, which nobody asks for here. */
function goesOn(/** @type {Shape['fields']} */ fields) {
  return !('promptVideo' in fields || 'videoUri' in fields) || JSON.stringify(fields['mode'] ?? '').includes('"extend"')
}

/** The rules as the installed SDK declares them. */
export function readOfficialRules() {
  const { version } = JSON.parse(readFileSync(path.join(kit, 'package.json'), 'utf8'))
  /** @type {Record<string, ReturnType<typeof modelsOf>>} */
  const found = {}
  for (const { endpoint, file, type } of endpoints) {
    const text = readFileSync(path.join(kit, 'resources', file), 'utf8')
    const models = modelsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), type)
    found[endpoint] = Object.fromEntries(Object.entries(models).filter(([, fields]) => goesOn(fields)))
  }
  return { source: `@runwayml/sdk ${version}`, endpoints: found }
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(rulesFile, JSON.stringify(readOfficialRules()))
  spawnSync(pinnedNode, [path.join(projectRoot, 'node_modules/oxfmt/bin/oxfmt'), rulesFile], { stdio: 'inherit' })
  say(`wrote ${path.relative(projectRoot, rulesFile)}`)
}
