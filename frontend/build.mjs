// Builds what the browser gets into src/motcua/static/build/: names carry a hash of the content (so that they may
// be cached for ever), each text has a .br and a .gz beside it, and manifest.json tells plain names from hashed ones.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";

const here = fileURLToPath(new URL(".", import.meta.url));
const faces = join(here, "../src/motcua/faces");
const served = join(here, "../src/motcua/static/build");
const target = `${served}.${process.pid}`; // takes the place of what is served when everything is made
const modules = join(here, "node_modules");
const manifest = {};

const FONTS = ["latin", "vietnamese"].flatMap((subset) =>
  [400, 600, 700].map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

// Families of Tabler's classes that stay although no template may use them yet; the rest stays when a template,
// a form or a script names it.
const KEPT = [
  /^(row|col|g|gx|gy|m|mt|mb|ms|me|mx|my|p|pt|pb|ps|pe|px|py|gap)(-(auto|[0-6]))?$/,
  /^(col|row-cols)-(sm|md|lg|xl)-(auto|[0-9]+)$/,
  /^(btn|card|table|alert|form|input|list|nav|progress|steps?|timeline|datagrid|dropdown|modal|badge)(-[a-z]+)*$/,
  /^d-((sm|md|lg|print)-)?(none|block|flex|grid|inline)$/,
  /^(flex|justify-content|align-items|align-self|text|fw|lh|w|h)-[a-z0-9]+$/,
  /^text-(secondary|danger|success|warning|body|nowrap|end|center|start|truncate|break)$/,
];

/** Writes `data` under a name with its hash, and its compressed siblings where they save something. */
async function put(name, data) {
  const bytes = Buffer.from(data);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const extension = extname(name);
  const hashed = `${basename(name, extension)}-${hash}${extension}`;
  manifest[name] = hashed;
  await writeFile(join(target, hashed), bytes);
  if (extension === ".woff2") return hashed;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  const br = brotliCompressSync(bytes, quality);
  await writeFile(join(target, `${hashed}.br`), br);
  await writeFile(join(target, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  console.log(`${hashed.padEnd(32)} ${String(bytes.length).padStart(8)} bytes, ${br.length} compressed`);
  return hashed;
}

/** Tabler without the rules of which no template, form or script of the faces makes use. */
async function tabler() {
  const css = await readFile(join(modules, "@tabler/core/dist/css/tabler.min.css"), "utf8");
  const [{ css: kept }] = await new PurgeCSS().purge({
    content: [`${faces}/**/*.html`, `${faces}/**/*.py`, `${here}/src/*.js`],
    css: [{ raw: css.replace(/^@charset[^;]*;/, "") }],
    safelist: { standard: [...KEPT, /data-bs-theme/, /data-theme/] },
    keyframes: true,
  });
  return kept;
}

/** @font-face rules of the subsets that Vietnamese text needs; browsers fetch a weight only where it is used. */
async function fonts() {
  const ranges = JSON.parse(await readFile(join(modules, "@fontsource/be-vietnam-pro/unicode.json"), "utf8"));
  const rules = [];
  for (const file of FONTS) {
    const [, subset, weight] = file.match(/pro-(\w+)-(\d+)-/);
    const hashed = await put(file, await readFile(join(modules, "@fontsource/be-vietnam-pro/files", file)));
    rules.push(
      `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-weight:${weight};font-display:swap;` +
        `src:url(${hashed}) format("woff2");unicode-range:${ranges[subset]}}`,
    );
  }
  return rules.join("\n");
}

async function styles() {
  const own = await build({
    entryPoints: [join(here, "src/app.css")],
    bundle: true,
    minify: true,
    write: false,
    logLevel: "warning",
  });
  const whole = `${await fonts()}\n${await tabler()}\n${own.outputFiles[0].text}`;
  const small = await build({ stdin: { contents: whole, loader: "css" }, minify: true, write: false });
  await put("app.css", small.outputFiles[0].text);
}

async function scripts() {
  const made = await build({
    entryPoints: ["portal", "desk", "board"].map((name) => join(here, `src/${name}.js`)),
    bundle: true,
    minify: true,
    write: false,
    outdir: target,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
  for (const file of made.outputFiles) await put(basename(file.path), file.contents);
}

async function icons() {
  await mkdir(join(target, "icons"));
  for (const name of JSON.parse(await readFile(join(here, "icons.json"), "utf8"))) {
    const svg = await readFile(join(modules, `@tabler/icons/icons/outline/${name}.svg`), "utf8");
    const drawing = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
    const lines = drawing.split("\n").map((line) => line.trim()).filter((line) => line && !line.includes("M0 0h24v24H0z"));
    const root = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">';
    await writeFile(join(target, "icons", `${name}.svg`), `${root}${lines.join("")}</svg>\n`);
  }
  await put("mark.svg", await readFile(join(here, "src/mark.svg")));
}

/** The licences that travel with what is served. */
async function licences() {
  await mkdir(join(target, "licences"));
  for (const [name, file] of Object.entries({
    "tabler-icons": "@tabler/icons/LICENSE",
    htmx: "htmx.org/LICENSE",
    echarts: "echarts/LICENSE",
    "be-vietnam-pro": "@fontsource/be-vietnam-pro/LICENSE",
  })) {
    await cp(join(modules, file), join(target, "licences", `${name}.txt`)).catch(() => {});
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await styles();
await scripts();
await icons();
await licences();
await writeFile(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(served, { recursive: true, force: true });
await rename(target, served);
