// What style sheets may ask of the screen, the pointer and the person's preferences.
//
// Each answer lists the values that match: {anyPointer: 'coarse fine', prefersColorScheme: ''}.

const FEATURES = [
  'anyPointer coarse fine',
  'colorGamut srgb p3 rec2020',
  'prefersColorScheme dark',
  'prefersReducedMotion reduce',
  'prefersContrast more less',
  'forcedColors active',
];

export default function mediaQueries(): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const line of FEATURES) {
    const [name, ...values] = line.split(' ') as [string, ...string[]];
    const feature = name.replace(/[A-Z]/g, '-$&');
    answers[name] = values.filter((value) => matchMedia(`(${feature}:${value})`).matches).join(' ');
  }
  return answers;
}
