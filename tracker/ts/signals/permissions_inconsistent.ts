// Old headless browsers deny notifications and yet say they would ask.

export default async function permissionsInconsistent(): Promise<boolean | null> {
  // Frames of other sites are denied by policy, whatever the person chose.
  if (window.top !== window || !navigator.permissions) return null;
  const { state } = await navigator.permissions.query({ name: 'notifications' });
  return Notification.permission === 'denied' && state === 'prompt';
}
