/** How the first picture looks, measured on the SVG of what is on the screen. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { rest } from "../support/browser";
import { begin, open } from "../support/session";

begin();

interface Box {
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The boxes of an SVG's elements on the screen, as the browser sees them. */
function measure(page: Page, svg: string, elements: string): Promise<Box[]> {
  return page.evaluate(([text, wanted]) => {
    const picture = document.importNode(new DOMParser().parseFromString(text as string, "image/svg+xml").documentElement, true) as unknown as SVGSVGElement;
    document.body.append(picture);
    const found = [...picture.querySelectorAll<SVGGraphicsElement>(wanted as string)].map((element) => {
      const { x, y, width, height } = element.getBBox();
      return { name: element.textContent ?? "", x, y, width, height };
    });
    picture.remove();
    return found;
  }, [svg, elements]);
}

const meet = (one: Box, other: Box, gap: number) => one.x + gap < other.x + other.width && other.x + gap < one.x + one.width && one.y + gap < other.y + other.height && other.y + gap < one.y + one.height;

test.each([{ width: 1400, height: 900, named: 0.9 }, { width: 400, height: 860, named: 0.5 }])("at $width pixels no name of the first picture lies on another, no node touches another, and most are named", async ({ named, ...viewport }) => {
  const page = await open("", { viewport });
  const svg = await rest(page);
  const names = (await measure(page, svg, "text")).filter(({ name }) => !name.endsWith(" %"));
  const nodes = await measure(page, svg, "circle");
  const clashes = (boxes: Box[], gap: number) => boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other, gap)).map((other) => `${one.name} on ${other.name}`));
  expect(clashes(names, 3)).toEqual([]); // boxes of text are higher than its letters
  expect(clashes(nodes, 0)).toEqual([]);
  expect(nodes.length).toBeGreaterThan(40);
  expect(names.length).toBeGreaterThan(named * nodes.length);
  const outside = names.filter(({ x, width }) => x < 0 || x + width > (viewport.width < 900 ? viewport.width : viewport.width - 248));
  expect(outside).toEqual([]);
});

test("the buttons that zoom hide no name", async () => {
  const page = await open("", { viewport: { width: 400, height: 860 } });
  const svg = await rest(page);
  const [canvas, buttons] = await Promise.all([page.locator(".canvas").boundingBox(), page.locator(".zoom").boundingBox()]);
  if (!canvas || !buttons) throw new Error("no picture");
  const corner = { name: "", x: buttons.x - canvas.x, y: buttons.y - canvas.y, width: buttons.width, height: buttons.height };
  expect((await measure(page, svg, "text")).filter((name) => meet(name, corner, 2))).toEqual([]);
});
