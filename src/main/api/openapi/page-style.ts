/** Part of the page itself, for the page loads nothing. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --quiet: #8881; --link: light-dark(#0b57b0, #8ab8ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; font-size: 1.2rem; } h3 { margin: 1rem 0 .25rem; font-size: .95rem; }
nav ul { columns: 3 12rem; padding: 0; list-style: none; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; }
summary { cursor: pointer; padding: .45rem .7rem; overflow-wrap: anywhere; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details > div { padding: 0 .9rem .8rem; border-top: 1px solid var(--line); }
code, pre { font: .87em/1.5 ui-monospace, monospace; }
code { background: var(--quiet); border-radius: 3px; padding: .05em .25em; overflow-wrap: anywhere; }
pre { background: var(--quiet); border-radius: 6px; margin: .25rem 0; padding: .7rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { background: none; padding: 0; }
.method { display: inline-block; min-width: 4.2em; font-weight: 600; }
.told { opacity: .8; margin-left: .6em; }
table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem .3rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
`;
