/** Which parts of a picture are taken; looked up by squares, so that thousands of boxes take no time. */

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels of a square. */
const SQUARE = 64;

export class Room {
  private readonly taken = new Map<string, Box[]>();

  take(box: Box): void {
    for (const square of squaresOf(box)) {
      const boxes = this.taken.get(square);
      if (boxes) boxes.push(box);
      else this.taken.set(square, [box]);
    }
  }

  isFree(box: Box): boolean {
    const meets = (other: Box) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    return !squaresOf(box).some((square) => this.taken.get(square)?.some(meets));
  }
}

function squaresOf({ left, right, top, bottom }: Box): string[] {
  const squares = [];
  for (let x = Math.floor(left / SQUARE); x <= Math.floor(right / SQUARE); x++) {
    for (let y = Math.floor(top / SQUARE); y <= Math.floor(bottom / SQUARE); y++) squares.push(`${x} ${y}`);
  }
  return squares;
}
