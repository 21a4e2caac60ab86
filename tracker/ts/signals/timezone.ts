// The time zone by name. The offset moves with daylight saving, the name does not.

interface WithTemporal {
  Temporal?: { Now: { timeZoneId(): string } };
}

export default function timezone(): string {
  // The first date formatter of a page costs about 20 ms, so where Temporal exists it is asked instead.
  const { Temporal } = window as WithTemporal;
  return Temporal ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
