// Which of thirty fonts are installed, by the width of a text. Neither page CSS nor a content policy can disturb it.

// Fonts that come with one system, one office suite or one design program.
const FONTS =
  'Arimo,Avenir,Batang,Calibri,Cambria,Candara,Cantarell,Corbel,DejaVu Sans,Futura,Gabriola,Geneva,Georgia,Gulim,' +
  'Impact,Lato,Liberation Sans,Marlett,Meiryo,Menlo,Monaco,Noto Sans,Optima,Roboto,Segoe UI,SimSun,Tahoma,Ubuntu,' +
  'Univers,Verdana';

export default function fonts(): string[] {
  const context = document.createElement('canvas').getContext('2d')!;
  const width = (family: string) => {
    context.font = '48px ' + family;
    return context.measureText('Cwm fjord veg balks 1').width;
  };
  const fallback = width('monospace');
  return FONTS.split(',').filter((font) => width(`"${font}",monospace`) !== fallback);
}
