import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { OpenApiDocument } from './document';
import { type Html, html, inline, markup, prose } from './html';
import type { Json, JsonObject } from './json-schema';
import { STYLE } from './page-style';
import { isObject, itemsOf, shapeOf } from './shape';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The page is text alone: no script, nothing loaded, nothing sent. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
};

/** The document for people; made in short steps, for the process has other things to do. */
export async function pageOf(document: OpenApiDocument): Promise<string> {
  const { info, paths, components } = document;
  const groups = new Map<string, Html[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(isObject(operations) ? operations : {})) {
      if (!isObject(operation)) continue;
      const group = textOf(itemsOf(operation.tags)[0]);
      const shown = operationOf(method.toUpperCase(), path, operation, components);
      groups.set(group, [...(groups.get(group) ?? []), shown]);
    }
    await setImmediate();
  }
  const schemas = Object.entries(partOf(components, 'schemas'));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${textOf(partOf(info).title)} API ${textOf(partOf(info).version)}</title>
<style>${markup(STYLE)}</style>
</head>
<body>
<header><h1>${textOf(partOf(info).title)} API ${textOf(partOf(info).version)}</h1>${prose(textOf(partOf(info).description))}
<p>For programs: <code>curl -H "Authorization: Bearer $TOKEN" …/api/openapi.json</code> (OpenAPI 3.1).</p></header>
<nav aria-label="Groups"><ul>${[...groups.keys(), 'Schemas'].map((name) => html`<li><a href="#${anchorOf(name)}">${name}</a></li>`)}</ul></nav>
<main>
${[...groups].map(([name, operations]) => html`<h2 id="${anchorOf(name)}">${name}</h2>\n${operations}`)}
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaOf(name, schema))}
</main>
</body>
</html>
`;
  return page.text;
}

function operationOf(
  method: string,
  path: string,
  operation: JsonObject,
  components: Json | undefined,
): Html {
  const parameters = itemsOf(operation.parameters).map((one) => parameterOf(one, components));
  const body = partOf(operation.requestBody, 'content');
  return html`<details id="${textOf(operation.operationId)}"><summary><span class="method">${method}</span> <code>${path}</code><span class="told">${inline(textOf(operation.summary))}</span></summary><div>
${prose(textOf(operation.description))}
${parameters.length === 0 ? undefined : html`<h3>Parameters</h3><table><tr><th>Name</th><th>In</th><th>Form</th><th></th></tr>${parameters}</table>`}
${Object.entries(body).map(([type, content]) => html`<h3>Body <code>${type}</code></h3>${shown(partOf(content).schema)}`)}
<h3>Answers</h3><table>${Object.entries(partOf(operation.responses)).map(([status, answer]) => answerOf(status, answer))}</table>
</div></details>
`;
}

function parameterOf(parameter: Json, components: Json | undefined): Html {
  const reference = textOf(partOf(parameter).$ref).replace(/^.*\//, '');
  const {
    name,
    in: place,
    required,
    schema,
    description,
  } = reference === '' ? partOf(parameter) : partOf(partOf(components, 'parameters'), reference);
  return html`<tr><td><code>${textOf(name)}</code>${required === true ? ' *' : ''}</td><td>${textOf(place)}</td><td>${shapeOf(schema)}</td><td>${inline(textOf(description))}</td></tr>`;
}

function answerOf(status: string, answer: Json): Html {
  const { description, content } = partOf(answer);
  const forms = Object.entries(partOf(content)).filter(([type]) => type !== 'application/problem+json');
  return html`<tr><td>${status}</td><td>${inline(textOf(description))}${forms.map(([type, form]) => html` <code>${type}</code>${partOf(form).schema === undefined ? undefined : shown(partOf(form).schema)}`)}</td></tr>`;
}

function schemaOf(name: string, schema: Json): Html {
  return html`<details id="schema-${name}" open><summary><code>${name}</code><span class="told">${inline(textOf(partOf(schema).description))}</span></summary><div>${shown(schema)}</div></details>\n`;
}

function shown(schema: Json | undefined): Html {
  return html`<pre><code>${shapeOf(schema)}</code></pre>`;
}

function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function partOf(value: Json | undefined, name?: string): JsonObject {
  const part = name === undefined ? value : partOf(value)[name];
  return isObject(part) ? part : {};
}
