/** Draws ties with sigma: lines beside one another where two companies have several, dashed, with a head. All sizes in pixels. */

import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import type Sigma from "sigma";
import { floatColor } from "sigma/utils";

import type { NodeLook, TieLook } from "./graph";
import { GAP } from "./palette";

export interface TieDisplay extends EdgeDisplayData {
  lane: number;
  dash: number;
  opacity: number;
  head: number;
}

const UNIFORMS = ["u_matrix", "u_half", "u_scale", "u_feather"] as const;

/** Half the width of a head, which is as wide as long or stands out from a broad line. */
const WIDE = /*glsl*/ `float wide(float half_width, float head) { return head > 0.0 ? max(half_width + 0.3 * head, 0.5 * head) : 0.0; }`;

const VERTEX = /*glsl*/ `
attribute vec2 a_source, a_target;
attribute vec4 a_color;
attribute vec4 a_sizes;   // width, lane, radius of source, radius of target
attribute vec3 a_looks;   // dash, opacity, length of the head
attribute vec2 a_corner;  // along 0..1, side -1..1
uniform mat3 u_matrix;
uniform vec2 u_half;      // half the canvas in pixels
uniform float u_scale, u_feather;
varying vec4 v_color;
varying vec4 v_place;     // pixels along, pixels across, length, half width
varying vec3 v_looks;
${WIDE}
void main() {
  vec2 source = (u_matrix * vec3(a_source, 1.0)).xy * u_half;
  vec2 target = (u_matrix * vec3(a_target, 1.0)).xy * u_half;
  vec2 way = target - source;
  float whole = max(length(way), 0.001);
  vec2 along = way / whole;
  vec2 across = vec2(-along.y, along.x);
  float lane = a_sizes.y;
  vec2 radii = sqrt(max(a_sizes.zw * a_sizes.zw * u_scale * u_scale - lane * lane, 0.0)) + 1.0;
  float room = max(whole - radii.x - radii.y, 0.0);
  float half_width = 0.5 * a_sizes.x;
  float reach = max(half_width, wide(half_width, a_looks.z)) + u_feather;
  vec2 place = source + across * lane + along * (radii.x + a_corner.x * room) + across * a_corner.y * reach;
  gl_Position = vec4(place / u_half, 0.0, 1.0);
  v_color = a_color;
  v_place = vec4(a_corner.x * room, a_corner.y * reach, room, half_width);
  v_looks = a_looks;
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color;
varying vec4 v_place;
varying vec3 v_looks;
uniform float u_feather;
${WIDE}
void main() {
  float left = v_place.z - v_place.x;
  float head = min(v_looks.z, 0.5 * v_place.z);
  float limit = v_place.w;
  bool is_head = left < head;
  if (is_head) limit = wide(v_place.w, v_looks.z) * left / max(head, 0.001);
  float seen = 1.0 - smoothstep(limit - 0.5 * u_feather, limit + 0.5 * u_feather, abs(v_place.y));
  float dash = v_looks.x;
  if (dash > 0.0 && !is_head) seen *= step(mod(v_place.x, dash * ${(1 + GAP).toFixed(1)}), dash);
  gl_FragColor = vec4(v_color.rgb, 1.0) * seen * v_looks.y;
}`;

/** Pictures whose lines rest while they move. Sigma's own way to hide them works everything out anew after each move. */
export const resting = new WeakSet<object>();

export class TieProgram extends EdgeProgram<(typeof UNIFORMS)[number], NodeLook, TieLook> {
  /** Without sigma's buffer for picking: reading it back stops the page (hits.ts finds what is under the pointer). */
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma<NodeLook, TieLook>) {
    super(gl, null, renderer);
  }

  override render(params: RenderParams): void {
    if (!resting.has(this.renderer)) super.render(params);
  }

  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_source", size: 2, type: FLOAT },
        { name: "a_target", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_sizes", size: 4, type: FLOAT },
        { name: "a_looks", size: 3, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
    };
  }

  processVisibleItem(_index: number, start: number, source: NodeDisplayData, target: NodeDisplayData, tie: TieDisplay): void {
    const values = [source.x, source.y, target.x, target.y, floatColor(tie.color), tie.size, tie.lane, source.size, target.size];
    this.array.set([...values, tie.dash, tie.opacity, tie.head], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_half, params.width / 2, params.height / 2);
    gl.uniform1f(uniformLocations.u_scale, this.renderer.scaleSize(1));
    gl.uniform1f(uniformLocations.u_feather, 1.2);
  }
}
