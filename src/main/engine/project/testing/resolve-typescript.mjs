import { registerHooks } from 'node:module'

/** Lets Node itself run our TypeScript, whose imports name no extension. */
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && !/\.[cm]?[jt]s$/.test(specifier)
    return next(ours ? `${specifier}.ts` : specifier, context)
  },
})
