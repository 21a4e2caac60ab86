// How this machine computes sound, to three digits. Some browsers add noise, so it never enters the fingerprint.

export default async function audio(): Promise<number | null> {
  if (!window.OfflineAudioContext) return null;
  const context = new OfflineAudioContext(1, 2000, 44100);
  const tone = context.createOscillator();
  const compressor = context.createDynamicsCompressor();
  tone.type = 'triangle';
  tone.frequency.value = 9000;
  tone.connect(compressor);
  compressor.connect(context.destination);
  tone.start();
  // Old Safari has no promise here; it then answers null by the time limit.
  const samples = (await context.startRendering()).getChannelData(0);
  return +samples.reduce((sum, value) => sum + Math.abs(value), 0).toPrecision(3);
}
