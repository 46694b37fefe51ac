const event = document.querySelector('#event');
for (const channel of ['second', 'link', 'power', 'pushed'])
  window.api.on(channel, (value) => {
    event.textContent = `${channel}: ${JSON.stringify(value)}`;
  });
