// Which of thirty fonts are installed, by the width of a text. Neither page CSS nor a content policy can disturb it.

// Fonts that come with one system, one office suite or one design program.
const FONTS =
  'Agency FB,American Typewriter,Andale Mono,Bahnschrift,Bitstream Vera Sans,Calibri,Cambria,Cantarell,Century Gothic,' +
  'DejaVu Sans,Droid Sans,Franklin Gothic,Futura,Gill Sans,Helvetica Neue,HoloLens MDL2 Assets,Leelawadee,' +
  'Liberation Sans,Lucida Grande,Marlett,Menlo,Monaco,MS Gothic,Noto Sans,PT Serif,Roboto,Segoe UI,SF Pro,' +
  'Trebuchet MS,Ubuntu';

export default function fonts(): string[] {
  const context = document.createElement('canvas').getContext('2d')!;
  const width = (family: string) => {
    context.font = '48px ' + family;
    return context.measureText('mwWLliI0&1').width;
  };
  const fallback = width('monospace');
  return FONTS.split(',').filter((font) => width(`"${font}",monospace`) !== fallback);
}
