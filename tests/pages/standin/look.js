// Theme, font size, direction and language, set the way X sets them: on <html> and <body>.

import { options } from './options.js';

const THEMES = {
  light: ['rgb(255, 255, 255)', 'rgb(15, 20, 25)'],
  dim: ['rgb(21, 32, 43)', 'rgb(247, 249, 249)'], // gone since 2026, but extensions bring it back
  dark: ['rgb(0, 0, 0)', 'rgb(231, 233, 234)'],
  contrast: ['rgb(5, 5, 5)', 'rgb(255, 255, 255)'],
};

// X's five steps: rem follows.
const SIZES = { xSmall: 13, small: 14, normal: 15, large: 17, xLarge: 18 };
const sizeNow = () => SIZES[options.font] ?? SIZES.normal;

/** How much taller than usual a row has to be. */
export const fontScale = () => sizeNow() / SIZES.normal;

export function dress() {
  const [background, ink] = THEMES[options.theme] ?? THEMES.light;
  document.documentElement.lang = options.lang;
  document.documentElement.dir = options.dir;
  document.documentElement.style.fontSize = `${sizeNow()}px`;
  document.body.style.backgroundColor = background;
  document.body.style.color = ink;
}
