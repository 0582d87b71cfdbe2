// Shows what is pushed, and opens its page when pressed. It keeps nothing and answers no requests.
self.addEventListener('push', (event) => {
	const { title, body, path, tag } = event.data.json();
	event.waitUntil(self.registration.showNotification(title, { body, tag, data: { path }, icon: '/lamp.svg' }));
});
self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(
		self.clients.matchAll({ type: 'window' }).then((windows) => {
			const open = windows.find((one) => 'focus' in one);
			if (!open) return self.clients.openWindow(event.notification.data.path);
			return open.focus().then((focused) => focused.navigate(event.notification.data.path));
		})
	);
});
