// How this machine computes sound, to three digits. Some browsers add noise, so it never enters the fingerprint.

export default function audio(): Promise<number> {
  const context = new OfflineAudioContext(1, 2000, 44100);
  const tone = context.createOscillator();
  const compressor = context.createDynamicsCompressor();
  tone.connect(compressor);
  compressor.connect(context.destination);
  tone.start();
  return context
    .startRendering()
    .then((sound) => +sound.getChannelData(0).reduce((sum, value) => sum + Math.abs(value), 0).toPrecision(3));
}
