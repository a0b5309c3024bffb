/** What somebody who does not look at the screen hears and feels. */
export type Signal = 'right' | 'wrong' | 'done';

interface Tone {
  /** Hertz, one after the other. */
  pitches: readonly number[];
  /** Seconds each. */
  length: number;
  shape: OscillatorType;
  /** Milliseconds on and off. */
  vibration: readonly number[];
}

const tones: Readonly<Record<Signal, Tone>> = {
  right: { pitches: [880], length: 0.09, shape: 'sine', vibration: [40] },
  done: { pitches: [660, 990], length: 0.1, shape: 'sine', vibration: [40, 40, 40] },
  wrong: { pitches: [220, 165], length: 0.22, shape: 'square', vibration: [200, 80, 200] },
};

let audio: AudioContext | undefined;

/** Sounds and vibrates where the device can; it never fails. */
export function signal(kind: Signal): void {
  const { pitches, length, shape, vibration } = tones[kind];
  try {
    navigator.vibrate?.([...vibration]);
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
    for (const [index, pitch] of pitches.entries()) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const begin = audio.currentTime + index * length;
      tone.type = shape;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, begin);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
      tone.connect(volume).connect(audio.destination);
      tone.start(begin);
      tone.stop(begin + length);
    }
  } catch {
    // A device without sound still shows what happened.
  }
}
