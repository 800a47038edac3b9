/** The look of the page: two schemes of colour, a narrow form, and paper. No results by colour alone. */
export const STYLE = `
:root { color-scheme: light; --page: #fff; --ink: #1f2328; --dim: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
  --success: #1a7f37; --failure: #cf222e; --warn: #9a6700; --link: #0969da; --mark: #8250df; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; --page: #0d1117; --ink: #e6edf3; --dim: #9198a1;
  --line: #3d444d; --soft: #151b23; --success: #3fb950; --failure: #f85149; --warn: #d29922; --link: #4493f8;
  --mark: #ab7df8; } }
* { box-sizing: border-box; }
body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 0 auto;
  max-width: 1120px; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; } h2 { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 2.5rem; }
h3 { margin-bottom: 0; } h3 + p { margin-top: .25rem; }
small { font-weight: normal; color: var(--dim); font-size: .9rem; }
a { color: var(--link); } a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre { font: .85em/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; max-height: 30rem; overflow: auto;
  padding: .6rem .8rem; white-space: pre-wrap; }
.dim { color: var(--dim); }
.badge { border: 1px solid; border-radius: 2em; font-size: .85rem; padding: .1rem .7rem; white-space: nowrap;
  vertical-align: middle; font-weight: 600; }
.success { color: var(--success); } .failure { color: var(--failure); font-weight: 600; }
.unfinished, .continued { color: var(--warn); font-weight: 600; } .skipped, .unknown, .kept { color: var(--dim); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { font-weight: 600; padding: .3rem 0; text-align: left; }
td, th { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
td.nowrap, th.nowrap { white-space: nowrap; width: 1%; }
.first { border-left: 4px solid var(--failure); background: var(--soft); padding: .6rem 1rem; margin: 1rem 0; }
.first ul { margin: .2rem 0 .6rem; padding-left: 1.2rem; } .first pre { border: 0; margin: .4rem 0 0; padding: 0; }
.run { margin: .5rem 0 1rem; } .run ol, .run ul { list-style: none; margin: 0; padding: 0; }
.row { display: grid; grid-template-columns: minmax(10rem, 20rem) 7.5rem 4.5rem 1fr; column-gap: .8rem;
  align-items: center; padding: .2rem .3rem; border-bottom: 1px solid var(--line); }
.row b { font-weight: normal; } summary.row { cursor: pointer; list-style: none; }
summary.row::-webkit-details-marker { display: none; } summary.row b::before { content: "▸ "; color: var(--dim); }
details[open] > summary.row b::before { content: "▾ "; } summary.row:hover { background: var(--soft); }
div.row b { padding-left: 1.05em; } .how { white-space: nowrap; } .time { text-align: right; white-space: nowrap; }
.axis { border: 0; color: var(--dim); font-size: .8rem; height: 1.6rem; }
.axis b { grid-column: 1 / 4; } .scale { position: relative; height: 1.2rem; } .scale span { position: absolute; white-space: nowrap; }
.track { position: relative; height: 1.15rem; background-size: var(--tick) 100%;
  background-image: linear-gradient(to right, var(--line) 1px, transparent 1px); }
.track i { position: absolute; }
.bar { top: .15rem; bottom: .15rem; min-width: 3px; border-radius: 3px; background: currentColor; }
.bar.failure, .bar.unfinished { background: repeating-linear-gradient(135deg, currentColor 0 5px,
  color-mix(in srgb, currentColor 45%, var(--page)) 5px 8px); }
.step { top: 0; bottom: 0; min-width: 3px; background: currentColor; border: 1px solid var(--page); }
.mark { top: .3rem; width: .55rem; height: .55rem; margin-left: -.28rem; background: var(--mark);
  transform: rotate(45deg); }
.steps > li { padding: .1rem .3rem .1rem 1.6rem; } .run .steps { border-bottom: 1px solid var(--line); padding: .3rem 0; }
@media (max-width: 640px) {
  .row { grid-template-columns: 1fr auto 4.5rem; row-gap: .15rem; } .row .track, .row .scale { grid-column: 1 / 4; }
  td, th { padding-right: .5rem; } h1 { font-size: 1.5rem; } }
@media print { * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } body { max-width: none; padding: 0; }
  pre { max-height: none; } li, tr, .first { break-inside: avoid; } h2, h3, caption { break-after: avoid; } }`;
