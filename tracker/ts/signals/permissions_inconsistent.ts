// Old headless browsers deny notifications and yet say they would ask.

export default function permissionsInconsistent(): Promise<boolean> | null {
  // Frames of other sites are denied by policy, whatever the person chose.
  return top === window
    ? navigator.permissions
        .query({ name: 'notifications' })
        .then(({ state }) => state === 'prompt' && Notification.permission === 'denied')
    : null;
}
