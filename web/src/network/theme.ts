/** Light or dark, as the person's system has it. */

import { useEffect, useState } from "preact/hooks";

import { type Theme, currentTheme } from "./palette";

export function useTheme(): Theme {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const wish = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setTheme(currentTheme());
    wish.addEventListener("change", follow);
    return () => wish.removeEventListener("change", follow);
  }, []);
  return theme;
}
