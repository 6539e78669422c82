import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';

/**
 * Bundles the command line and the library with everything they use: the package has no dependencies.
 * What is imported on demand (each AWS SDK client) stays a file of its own, loaded only by the verb that needs it.
 */
export async function bundle(root: string, out: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/indelible.ts', index: 'src/index.ts' },
    outdir: out,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.13',
    // Packages say with `module` where their tree-shakable form is.
    mainFields: ['module', 'main'],
    banner: { js: COMMONJS_REQUIRE },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const launcher = join(out, 'indelible.js');
  copyFileSync(join(root, 'scripts', 'build', 'launcher.js'), launcher);
  chmodSync(launcher, 0o755);
  return metafile;
}

// CommonJS packages ask for Node.js's own modules with `require`, which an ES module does not have.
const COMMONJS_REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
