// The estimated round trip in milliseconds; 0 marks some robots.

export default function network(): number | undefined {
  return (navigator as { connection?: { rtt?: number } }).connection?.rtt;
}
