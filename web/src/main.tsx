import { render } from "preact";

import { App } from "./app";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/panel.css";
import { takeToken } from "./token";

takeToken();
addEventListener("hashchange", takeToken);
const root = document.getElementById("app");
if (root) render(<App />, root);
