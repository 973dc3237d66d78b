import { render } from "preact";

import { parseAddress } from "./address";
import { App } from "./app";
import { toPath } from "./network/page";
import { askAhead } from "./server";
import "./style/base.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/panel.css";
import { takeToken } from "./token";

takeToken();
const { view, query } = parseAddress(location.hash);
if (view === "network") askAhead(toPath(query));
addEventListener("hashchange", takeToken);
const root = document.getElementById("app");
if (root) render(<App />, root);
