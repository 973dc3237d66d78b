/** The places, widened to the shape of the picture (width by height) as far as that does not distort them much. */
export function stretch(places: Float64Array, shape: number): Float64Array {
  const [x, y] = [0, 1].map((axis) => places.filter((_, index) => index % 2 === axis)) as [Float64Array, Float64Array];
  const span = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
  const factor = Math.min(2, Math.max(0.6, (shape * span(y)) / (span(x) || 1)));
  return places.map((value, index) => (index % 2 ? value : value * factor));
}
