// Logical processors.

export default function hardwareConcurrency(): number {
  return navigator.hardwareConcurrency;
}
