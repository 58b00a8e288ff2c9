// Papers: Markdown -> one self-contained, accessible page -> a tagged PDF, by headless Chromium.
//
//   node tools/pdf.mjs FOLDER FILE.md...
//
// Each FILE.md becomes FOLDER/FILE.html and FOLDER/FILE.pdf. The title is the file's first heading;
// FILE.cy.md is Welsh, all others English. A link to another of the files leads to its PDF; one to
// anything else beside it keeps its words alone, since a paper travels without the repository.
//
// Three comments have a meaning on paper: <!-- new page -->, <!-- lines 3 --> for three lines to write on,
// and <!-- one page --> for a paper that is set closer and must fit on one.
import { mkdir, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Marked } from 'marked';
import puppeteer from 'puppeteer-core';

const TYPES = { '.png': 'image/png', '.jpg': 'image/jpeg', '.svg': 'image/svg+xml' };
const PAGE_OF = { en: ['Page', 'of'], cy: ['Tudalen', 'o'] };
const MARGIN = { top: '18mm', bottom: '20mm', left: '20mm', right: '20mm' };
const ONE_PAGE = '<!-- one page -->';
const CLOSER = { top: '13mm', bottom: '15mm', left: '18mm', right: '18mm' };

const STYLE = `
@page { size: A4; }
* { box-sizing: border-box; }
html { font: 10.5pt/1.5 "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; }
@media print { html { font-size: 9.5pt; } }
@media screen { body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; } }
body { margin: 0; overflow-wrap: break-word; hyphens: manual; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; color: #12343b; }
h1 { font-size: 1.9em; margin: 0 0 .6em; padding-bottom: .3em; border-bottom: .15em solid #2c7a7b; }
h2 { font-size: 1.35em; margin: 1.5em 0 .4em; }
h3 { font-size: 1.1em; margin: 1.2em 0 .3em; }
p, ul, ol, blockquote, table { margin: 0 0 .7em; }
ul, ol { padding-left: 1.4em; }
li { margin-bottom: .2em; }
li > p { margin-bottom: .3em; }
p, li { orphans: 2; widows: 2; }
a { color: #1b5e60; }
code { font: .92em "DejaVu Sans Mono", monospace; background: #eef3f3; padding: 0 .2em; border-radius: .2em; }
pre { background: #eef3f3; padding: .7em; white-space: pre-wrap; break-inside: avoid; }
pre code { padding: 0; background: none; }
blockquote { margin-left: 0; padding: .1em 1em; border-left: .25em solid #2c7a7b; background: #f3f8f8; break-inside: avoid; }
blockquote > :last-child { margin-bottom: .2em; }
table { border-collapse: collapse; width: calc(100% - 1px); font-size: .95em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid #8aa3a4; padding: .35em .55em; text-align: left; vertical-align: top; }
th { background: #e3eeee; color: #12343b; }
img { max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid #8aa3a4; margin: 1.4em 0; }
.new-page { break-before: page; }
.one-page h2 { margin-top: 1.1em; }
.one-page p, .one-page ul, .one-page table { margin-bottom: .5em; }
.lines > div { height: 2.2em; border-bottom: 1px solid #6b7f80; }
.lines { margin: 0 0 1em; break-inside: avoid; }`;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A heading's address, as GitHub makes it, so that links within a document work in both places. */
function slugs() {
  const seen = new Map();
  return (text) => {
    const slug = text.toLowerCase().replace(/<[^>]*>/g, '').replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times ? `${slug}-${times}` : slug;
  };
}

const languageOf = (path) => (path.endsWith('.cy.md') ? 'cy' : 'en');
const nameOf = (path) => basename(path, '.md');

function onPaper(comment) {
  if (comment.trim() === ONE_PAGE) return '';
  if (/^<!--\s*new page\s*-->/.test(comment)) return '<div class="new-page"></div>';
  const lines = /^<!--\s*lines (\d{1,2})\s*-->/.exec(comment);
  return lines ? `<div class="lines" aria-hidden="true">${'<div></div>'.repeat(Number(lines[1]))}</div>` : comment;
}

/** One paper as a page that needs nothing but itself. */
export function page(path, papers = [path]) {
  const folder = dirname(path);
  const slug = slugs();
  let title;
  const paperAt = (href) => papers.find((one) => resolve(one) === resolve(folder, href.split('#')[0]));
  const renderer = {
    heading({ tokens, depth, text }) {
      const words = this.parser.parseInline(tokens);
      if (depth === 1) title ??= this.parser.parseInline(tokens, this.parser.textRenderer);
      return `<h${depth} id="${escaped(slug(text))}">${words}</h${depth}>\n`;
    },
    // A head without words is there because Markdown wants one: then the first column has the heads.
    table({ header, rows }) {
      const cells = (row, first, rest) => row.map(({ tokens }, at) => {
        const words = this.parser.parseInline(tokens);
        const head = at === 0 ? first : rest;
        return head && words ? `<th scope="${head}">${words}</th>` : `<td>${words}</td>`;
      }).join('');
      const isHeaded = header.some(({ text }) => text.trim());
      const head = isHeaded ? `<thead><tr>${cells(header, 'col', 'col')}</tr></thead>` : '';
      const body = rows.map((row) => `<tr>${cells(row, isHeaded ? '' : 'row', '')}</tr>`).join('\n');
      return `<table>${head}<tbody>\n${body}</tbody></table>\n`;
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    html: ({ text }) => onPaper(text),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      if (/^(https?:|mailto:|#)/.test(href)) return `<a href="${escaped(href)}">${words}</a>`;
      const paper = paperAt(href);
      return paper ? `<a href="${escaped(encodeURI(nameOf(paper)))}.pdf">${words}</a>` : words;
    },
    image({ href, text }) {
      const type = TYPES[extname(href)];
      if (!type) throw new Error(`${path}: no picture that can be put on paper: ${href}`);
      const data = readFileSync(join(folder, href)).toString('base64');
      return `<img src="data:${type};base64,${data}" alt="${escaped(text)}">`;
    },
  };
  const source = readFileSync(path, 'utf8');
  const isOnePage = source.includes(ONE_PAGE);
  const body = new Marked({ gfm: true, renderer }).parse(source);
  if (!title) throw new Error(`${path}: without a first heading it has no title`);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style>`;
  const look = isOnePage ? ' class="one-page"' : '';
  return { title, isOnePage, html: `<!doctype html>\n<html lang="${languageOf(path)}"><head>${head}</head><body${look}><main>\n${body}</main></body></html>\n` };
}

/** The browser that prints. */
export function chromium() {
  const named = process.env.CHROMIUM_BIN;
  const places = process.env.PATH.split(delimiter).flatMap((dir) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(dir, name)));
  const found = named ?? places.find((place) => existsSync(place));
  if (!found) throw new Error('Missing: chromium, which prints the papers.');
  return found;
}

/** What stands under every page; Chromium gives it a style of its own, and no language. */
function footer(path, title) {
  const [words, of] = PAGE_OF[languageOf(path)];
  const look = 'width:100%;margin:0 20mm;font:7.5pt sans-serif;color:#4a5a5b;display:flex;justify-content:space-between';
  return `<div style="${look}"><span>Knock First · ${escaped(title)}</span><span>${words} <span class="pageNumber"></span> ${of} <span class="totalPages"></span></span></div>`;
}

const pages = (pdf) => Buffer.from(pdf).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

/** Writes each paper twice, as a page and as a PDF. */
export async function write(folder, papers) {
  await mkdir(folder, { recursive: true });
  const browser = await puppeteer.launch({
    executablePath: chromium(),
    args: ['--disable-component-update', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const tab = await browser.newPage();
    for (const path of papers) {
      const { title, html, isOnePage } = page(path, papers);
      const place = resolve(folder, nameOf(path));
      await writeFile(`${place}.html`, html);
      await tab.goto(pathToFileURL(`${place}.html`).href);
      const printed = await tab.pdf({
        path: `${place}.pdf`, format: 'A4', margin: isOnePage ? CLOSER : MARGIN, tagged: true, outline: true, printBackground: true,
        displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer(path, title),
      });
      if (isOnePage && pages(printed) > 1) throw new Error(`${path}: this should fit on one page.`);
    }
  } finally {
    await browser.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, ...papers] = process.argv.slice(2);
  if (!folder || !papers.length) throw new Error('node tools/pdf.mjs FOLDER FILE.md...');
  const names = papers.map(nameOf);
  if (new Set(names).size < names.length) throw new Error('Two papers of one name would be one file.');
  await write(folder, papers);
  console.log(`${papers.length} papers, each as a page and as a PDF, in ${folder}`);
}
