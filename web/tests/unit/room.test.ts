import { expect, test } from "vitest";

import { Room } from "../../src/network/room";

const box = (left: number, top: number, width = 10, height = 10) => ({ left, top, right: left + width, bottom: top + height });

test("what is taken is not free, and what only touches it is", () => {
  const room = new Room();
  room.take(box(0, 0));
  expect([box(5, 5), box(-5, -5), box(-50, -50, 200, 200)].map((one) => room.isFree(one))).toEqual([false, false, false]);
  expect([box(10, 0), box(0, 10), box(500, 500)].map((one) => room.isFree(one))).toEqual([true, true, true]);
});

test("a box is found in every square that it crosses", () => {
  const room = new Room();
  room.take(box(-300, 20, 1000, 4));
  for (let left = -290; left < 690; left += 50) expect(room.isFree(box(left, 18))).toBe(false);
});
