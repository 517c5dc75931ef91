/*
 * The style sheet of reports. Colours in pairs, for light and dark, each with
 * a contrast of 4.5 or more against what it stands on (WCAG 2.2, 1.4.3), shapes
 * of 3 or more (1.4.11); tests/browser measures them. Paper is always light.
 */
#include "report/doc/write.h"

#define LIGHT                                                                  \
	"--bg:#fff;--fg:#1b1f24;--faint:#57606a;--line:#c9d1d9;"               \
	"--panel:#f4f6f8;--look:#b3261e;--good:#1a6b34;--link:#0a58ca;"        \
	"--mark:#ffe08a;--on:#fff;"                                            \
	"--b1:#1f6fb2;--b2:#7a4fb5;--b3:#0e7c66;--b4:#a35200;--b5:#b3261e;"    \
	"--h0:#e3eef8;--h1:#bcd7ee;--h2:#8cbbe0;--h3:#a35200;--h4:#b3261e;"    \
	"--h5:#6e1010;--hl:#1b1f24;"

#define DARK                                                                   \
	"--bg:#14171b;--fg:#e6e9ed;--faint:#a3adb8;--line:#3d454f;"            \
	"--panel:#1e2329;--look:#ff8a80;--good:#7ddc98;--link:#82b6ff;"        \
	"--mark:#6b5200;--on:#10131a;"                                         \
	"--b1:#6db3f2;--b2:#c3a1f5;--b3:#4fc9ad;--b4:#f0a04b;--b5:#ff8a80;"    \
	"--h0:#1d3346;--h1:#23496b;--h2:#2b5f8f;--h3:#f0a04b;--h4:#ff8a80;"    \
	"--h5:#ffc9c4;--hl:#fff;"

#define MONO "ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace"

const char mt_doc_style[] =
	":root{color-scheme:light dark;" LIGHT "}"
	"@media (prefers-color-scheme:dark){:root{" DARK "}}"
	"*{box-sizing:border-box}"
	"html{-webkit-text-size-adjust:100%}"
	"body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:60rem;"
	"background:var(--bg);color:var(--fg);"
	"font:16px/1.5 system-ui,\"Segoe UI\",Roboto,\"DejaVu "
	"Sans\",sans-serif;"
	"overflow-wrap:break-word}"
	"h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}"
	"h2{font-size:1.3rem;margin:2.5rem 0 .5rem;padding-top:.5rem;"
	"border-top:2px solid var(--line)}"
	"h3{font-size:1.1rem;margin:1.75rem 0 .5rem}"
	"h4{font-size:1rem;margin:1.25rem 0 .25rem}"
	"p,ul,dl,table,figure,pre{margin:.6rem 0}"
	"ul{padding-left:1.25rem}li{margin:.3rem 0}"
	"a{color:var(--link)}"
	"a:focus-visible,summary:focus-visible,[tabindex]:focus-visible"
	"{outline:3px solid var(--link);outline-offset:2px}"
	".skip{position:absolute;left:-100rem}.skip:focus{position:static}"
	"nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;"
	"gap:.25rem 1.25rem}nav li{margin:0}nav a{display:inline-block;"
	"padding:.25rem 0}"
	"code,pre,.d,svg text{font-family:" MONO "}"
	"code,pre{font-size:.875em}"
	"code{unicode-bidi:isolate;overflow-wrap:anywhere}"
	"pre{background:var(--panel);padding:.75rem;white-space:pre-wrap;"
	"overflow-wrap:anywhere;border-left:3px solid var(--line)}"
	".ctl{outline:1px dotted;color:var(--look);font-family:" MONO "}"
	"mark{background:var(--mark);color:inherit;padding:0 .1em}"
	"mark .ctl{color:inherit}"
	".look{color:var(--look);font-weight:600}"
	".good{color:var(--good)}.faint{color:var(--faint)}"
	"dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;"
	"gap:.2rem 1rem}dt{color:var(--faint)}dd{margin:0;min-width:0}"
	".scroll{overflow-x:auto}"
	"table{border-collapse:collapse;width:100%;font-size:.9rem}"
	"caption{text-align:left;color:var(--faint);padding:.25rem 0}"
	"th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
	"border-bottom:1px solid var(--line)}"
	"th{white-space:nowrap}"
	".n{text-align:right;white-space:nowrap;"
	"font-variant-numeric:tabular-nums}"
	".b td{border-bottom:0;padding-bottom:0}"
	"tr.l>:first-child{box-shadow:inset 4px 0 var(--look);"
	"padding-left:.6rem}"
	"figure{padding:.75rem;background:var(--panel);border-radius:4px}"
	"figcaption{margin-bottom:.5rem}summary{cursor:pointer}"
	"svg{display:block;width:100%;height:auto;margin:0 auto}"
	"svg.wide{max-width:720px}svg.narrow{display:none;max-width:420px}"
	"svg text{font-size:12px;fill:var(--fg)}"
	"svg .faint{fill:var(--faint)}svg .look{fill:var(--look)}"
	"svg .in{fill:var(--on)}svg .hl{fill:var(--hl)}"
	".b1{fill:var(--b1)}.b2{fill:var(--b2)}.b3{fill:var(--b3)}"
	".b4{fill:var(--b4)}.b5,.hot{fill:var(--b5)}"
	".h0{fill:var(--h0)}.h1{fill:var(--h1)}.h2{fill:var(--h2)}"
	".h3{fill:var(--h3)}.h4{fill:var(--h4)}.h5{fill:var(--h5)}"
	".node{fill:var(--bg);stroke:var(--faint)}"
	"line{stroke:var(--faint);stroke-width:1}"
	"line.grid{stroke:var(--line)}"
	"line.mark{stroke:var(--fg);stroke-dasharray:3 3}"
	"line.tls-yes{stroke:var(--good);stroke-width:4}"
	"line.tls-none{stroke:var(--look);stroke-width:4;"
	"stroke-dasharray:8 5}"
	"line.tls-unknown{stroke-width:3;stroke-dasharray:1 5}"
	"footer{margin-top:3rem;color:var(--faint);font-size:.875rem}"
	"@media (max-width:767px){svg.wide{display:none}"
	"svg.narrow{display:block}dl{grid-template-columns:1fr;gap:0}"
	"dd{margin-bottom:.4rem}figure{padding:.75rem 0;background:none}}"
	"@page{margin:16mm 14mm}"
	"@media print{:root{color-scheme:light;" LIGHT "}"
	"body{max-width:none;padding:0;font-size:10.5pt}"
	"nav,.skip{display:none}a{color:inherit;text-decoration:none}"
	"svg.wide{display:block}svg.narrow{display:none}"
	".scroll{overflow:visible}table{font-size:8.5pt}"
	"th,td,.n{overflow-wrap:anywhere;white-space:normal}"
	"h2,h3,h4,figcaption{break-after:avoid}"
	"figure,tr,dl>div,li{break-inside:avoid}"
	"thead{display:table-header-group}"
	"figure,pre{background:none;padding-left:0}"
	"*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";
