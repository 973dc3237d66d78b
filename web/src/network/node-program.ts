/** Draws nodes with sigma, each with a rim: discs for companies, other shapes for persons, states and ties of several. */

import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import type Sigma from "sigma";
import { floatColor } from "sigma/utils";

import type { NodeLook, TieLook } from "./graph";
import { SHAPES, type Shape } from "./shapes";

export interface NodeDisplay extends NodeDisplayData {
  shape: Shape;
  rim: string;
}

const UNIFORMS = ["u_matrix", "u_half", "u_scale"] as const;

const VERTEX = /*glsl*/ `
attribute vec2 a_place;
attribute vec4 a_color, a_rim;
attribute vec2 a_looks;   // radius, shape
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_scale;
varying vec4 v_color, v_rim;
varying vec2 v_place;
varying vec2 v_looks;
void main() {
  float radius = a_looks.x * u_scale;
  vec2 reach = a_corner * (radius + 1.5);
  gl_Position = vec4((u_matrix * vec3(a_place, 1.0)).xy + reach / u_half, 0.0, 1.0);
  v_color = a_color;
  v_rim = a_rim;
  v_place = reach;
  v_looks = vec2(radius, a_looks.y);
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color, v_rim;
varying vec2 v_place;
varying vec2 v_looks;
void main() {
  vec2 p = abs(v_place);
  float radius = v_looks.x;
  float far = length(v_place);
  if (v_looks.y > 2.5) far = max(p.x * 0.9 + v_place.y * 0.5, -v_place.y) + radius * 0.3;
  else if (v_looks.y > 1.5) far = (p.x + p.y) * 0.85;
  else if (v_looks.y > 0.5) far = max(p.x, p.y) * 1.15;
  float seen = 1.0 - smoothstep(radius - 0.7, radius + 0.7, far);
  float rim = min(1.8, 0.3 * radius);
  float inner = 1.0 - smoothstep(radius - rim - 0.6, radius - rim + 0.6, far);
  gl_FragColor = vec4(mix(v_rim.rgb, v_color.rgb, inner), 1.0) * seen;
}`;

export class CompanyProgram extends NodeProgram<(typeof UNIFORMS)[number], NodeLook, TieLook> {
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma<NodeLook, TieLook>) {
    super(gl, null, renderer);
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
        { name: "a_place", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_looks", size: 2, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, 1], [-1, -1], [1, 1], [1, 1], [-1, -1], [1, -1]],
    };
  }

  processVisibleItem(_index: number, start: number, node: NodeDisplay): void {
    this.array.set([node.x, node.y, floatColor(node.color), floatColor(node.rim), node.size, SHAPES.indexOf(node.shape)], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_half, params.width / 2, params.height / 2);
    gl.uniform1f(uniformLocations.u_scale, this.renderer.scaleSize(1));
  }
}
